//! What a program may not do with tokens: go elsewhere with them, refresh without end, or have companies opened that are not its.

use encaixe_api::company::Slug;
use encaixe_protocol::scope::Scope;
use encaixe_server::company::folder;
use encaixe_server::oauth::REFRESHES;
use encaixe_server::random::sha256_hex;
use encaixe_server::store::FILE;
use encaixe_server::store::server::{Company, ServerStore};
use encaixe_server::time::{self, DAY};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::Program;
use crate::support::{Running, expect, refused};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_says_another_company_is_nobody_here_even_if_its_hash_is_known() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    let contact = "/api/contacts/7001";
    let _: Value = program.with(&tokens).read(contact).await;
    let own = tokens["access_token"].as_str().unwrap();
    let other = own.replace("ena_", "ena_padaria.");
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    sqlx::query("UPDATE grant_access SET id = $1 WHERE id = $2")
        .bind(sha256_hex(&other))
        .bind(sha256_hex(own))
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let store = &running.server.app().store;
    let known = store.grant_access(&sha256_hex(&other)).await.unwrap();
    assert!(known.is_some());
    refused(running.with_token(&other).get(contact), 401).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_lost_comes_again_though_its_family_has_to_wait() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let mut before = Value::Null;
    let mut last = program.tokens(&[Scope::ContactRead]).await;
    for _ in 0..REFRESHES {
        let next: Value = expect(program.refresh(&last["refresh_token"]), StatusCode::OK).await;
        before = std::mem::replace(&mut last, next);
    }
    let more = program.refresh(&last["refresh_token"]).send().await;
    assert_eq!(more.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
    let again: Value = expect(program.refresh(&before["refresh_token"]), StatusCode::OK).await;
    assert_eq!(again["refresh_token"], last["refresh_token"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_a_token_back_opens_no_company_in_which_a_draft_cannot_be() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let slug = Slug::parse("padaria").unwrap();
    let server = ServerStore::open(running.data()).await.unwrap();
    let company = Company {
        slug: slug.clone(),
        name: "Padaria".to_owned(),
        admin_name: "Lia".to_owned(),
        admin_email: "lia@padaria.example".to_owned(),
        language: None,
    };
    assert!(server.add_company(&company).await.unwrap());
    // It is opened by nobody but who asks for it.
    server.set_due(&slug, time::now() + DAY).await.unwrap();
    server.close().await;
    for kind in ["ena", "enr"] {
        let token = format!("{kind}_padaria.{}", "a".repeat(43));
        let body =
            json!({"client_id": program.id, "client_secret": program.secret, "token": token});
        let revoke = program.visitor.post_json("/oauth2/revoke", &body);
        let _: Value = expect(revoke, StatusCode::OK).await;
    }
    assert!(!folder(running.data(), Some(&slug)).exists());
}
