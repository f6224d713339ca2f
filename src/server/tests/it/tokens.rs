//! API tokens.

use encaixe_api::access::{CreatedToken, Token};
use encaixe_api::inbox::Page;
use encaixe_protocol::scope::Scope;
use encaixe_server::store::FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

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
        (
            json!({"name": "x", "role": "agent", "scopes": ["app:asana", "storage"]}),
            "scopes",
        ),
        (
            json!({"name": "x", "role": "agent", "scopes": ["*"]}),
            "scopes",
        ),
        (
            json!({"name": "x", "role": "agent", "scopes": ["app:asana", "app:A"]}),
            "scopes[1]",
        ),
    ] {
        let error = refused(admin.post("/api/tokens").json(&body), 422).await;
        assert_eq!(error.fields[0].path, path, "{body}");
    }
}

#[tokio::test]
async fn a_token_names_the_apps_that_it_may_call() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (given, kept) in [
        (json!(null), json!([])),
        (json!([]), json!([])),
        (
            json!(["app:jira", "app:asana", "app:jira"]),
            json!(["app:asana", "app:jira"]),
        ),
    ] {
        let new = json!({"name": "ERP", "role": "agent", "scopes": given});
        let made: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
        assert_eq!(made["scopes"], kept);
        let list: Value = admin.read("/api/tokens").await;
        let listed = list["items"].as_array().unwrap().iter();
        let mut same = listed.filter(|one| one["id"] == made["id"]);
        assert_eq!(same.next().unwrap()["scopes"], kept);
        // They change nothing of what its role says.
        let program = running.with_token(made["secret"].as_str().unwrap());
        let _: Value = program.read("/api/conversations").await;
        refused(program.get("/api/tokens"), 403).await;
    }
}

#[tokio::test]
async fn a_narrowed_token_reaches_what_its_scopes_open_and_nothing_of_its_role() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": "ERP", "role": "admin", "only": ["contact:read", "app:asana"]});
    let made: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    assert_eq!(made["only"], json!(["contact:read", "app:asana"]));
    let program = running.with_token(made["secret"].as_str().unwrap());
    let contact: Value = program.read("/api/contacts/7001").await;
    assert!(!contact["name"].as_str().unwrap().is_empty());
    for path in [
        "/api/tokens",
        "/api/members",
        "/api/conversations",
        "/api/conversations/955",
    ] {
        let error = refused(program.get(path), 403).await;
        assert_eq!(error.code, "denied", "{path}");
        // It is an API token itself: what helps it is one that is not narrowed.
        if path == "/api/conversations" {
            assert!(error.message.contains("not narrowed"), "{}", error.message);
        }
    }
    let change = json!({"fields": {}});
    let error = refused(program.patch("/api/contacts/7001", &change), 403).await;
    assert_eq!(error.scope, Some(Scope::ContactWrite.into()));
}

#[tokio::test]
async fn a_token_ends_when_its_days_are_over() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": "ERP", "role": "agent", "days": 1});
    let made: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    assert!(made["endsAt"].as_str().unwrap() > made["createdAt"].as_str().unwrap());
    let program = running.with_token(made["secret"].as_str().unwrap());
    let _: Value = program.read("/api/me").await;
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    sqlx::query("UPDATE token SET ends_at = ends_at - 86400001 WHERE ends_at IS NOT NULL")
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    refused(program.get("/api/me"), 401).await;
}
