//! API tokens.

use encaixe_api::access::{CreatedToken, Token};
use encaixe_api::inbox::Page;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{ANA, Running, done, expect, refused};

#[tokio::test]
async fn a_token_is_told_once_works_and_is_taken_back() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": "backup", "role": "admin"});
    let made: CreatedToken =
        expect(admin.post("/api/tokens").json(&new), StatusCode::CREATED).await;
    assert_eq!(made.secret.len(), 47);
    assert!(made.secret.starts_with("enc_"));
    assert_eq!(made.token.created_by, Some(ANA.into()));
    assert_eq!(made.token.last_used_at, None);
    assert!(!format!("{made:?}").contains(&made.secret));

    let program = running.with_token(&made.secret);
    let me: Value = program.read("/api/me").await;
    assert_eq!(
        (&me["member"]["name"], &me["member"]["email"]),
        (&json!("backup"), &json!(""))
    );
    let list: Value = program.read("/api/tokens").await;
    assert!(!list.to_string().contains(&made.secret));
    let list: Page<Token> = serde_json::from_value(list).unwrap();
    assert!(list.items[0].last_used_at.is_some());

    done(
        program.delete(&format!("/api/tokens/{}", made.token.id)),
        204,
    )
    .await;
    refused(program.get("/api/me"), 401).await;
    refused(admin.delete(&format!("/api/tokens/{}", made.token.id)), 404).await;
}

#[tokio::test]
async fn a_token_needs_a_name_and_a_role_that_there_is() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (body, path) in [
        (json!({"name": "", "role": "agent"}), "name"),
        (json!({"name": "x".repeat(81), "role": "agent"}), "name"),
        (json!({"name": "x", "role": "owner"}), "role"),
    ] {
        let error = refused(admin.post("/api/tokens").json(&body), 422).await;
        assert_eq!(error.fields[0].path, path, "{body}");
    }
}
