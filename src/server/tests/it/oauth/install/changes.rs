//! What becomes of an installation when its integration changes, is stopped, or a kill came between the two databases.

use std::time::Duration;

use encaixe_api::company::Slug;
use encaixe_server::store::FILE;
use encaixe_server::store::server::ServerStore;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{CONTACT, Shop, loopback, query};
use crate::support::{Running, expect, refused};

/// What a moderator does, who is the first company's admin while none is named.
async fn moderate(shop: &Shop, step: &str) {
    let body = json!({"step": step, "version": 1, "reason": "It sends messages to strangers."});
    let path = format!("/api/reviews/{}/steps", shop.id);
    let _: Value = expect(shop.admin.post_json(&path, &body), StatusCode::OK).await;
}

async fn edit(shop: &Shop, patch: Value) {
    let path = format!("/api/integrations/{}", shop.id);
    let _: Value = expect(shop.admin.patch(&path, &patch), StatusCode::OK).await;
}

#[tokio::test]
async fn what_a_moderator_stops_is_shown_to_nobody_until_it_goes_on() {
    let mut shop = Shop::open().await;
    shop.install().await;
    let got = shop.server.next().await;
    let told = super::query(&format!("{}?{}", shop.server.url, got.query));
    let code = json!({"grant_type": "authorization_code", "code": told["code"], "redirect_uri": shop.server.url});
    let tokens: Value = expect(shop.exchange(&code), StatusCode::OK).await;
    let program = shop
        .running
        .with_token(tokens["access_token"].as_str().unwrap());
    let _: Value = program.read(CONTACT).await;

    // Moderators know what was submitted, which has no address of this machine.
    edit(&shop, json!({"redirectUris": ["https://crm.example/back"]})).await;
    let steps = format!("/api/integrations/{}/steps", shop.id);
    let submit = shop.admin.post_json(&steps, &json!({"step": "submit"}));
    let _: Value = expect(submit, StatusCode::OK).await;

    moderate(&shop, "suspend").await;
    refused(program.get(CONTACT), 401).await;
    shop.once(|now| now["state"] == "suspended").await;
    while shop.is_framed().await {
        tokio::task::yield_now().await;
    }
    let click = shop
        .admin
        .post(&format!("/api/marketplace/{}/click", shop.id));
    assert_eq!(refused(click, 409).await.code, "wrong_state");

    moderate(&shop, "lift").await;
    shop.once(|now| now["state"] == "active").await;
    while !shop.is_framed().await {
        tokio::task::yield_now().await;
    }
    let _: Value = program.read(CONTACT).await;
}

#[tokio::test]
async fn a_version_that_asks_for_no_more_is_taken_over_and_one_that_does_waits_for_a_person() {
    let mut shop = Shop::open().await;
    let installed = shop.install().await;
    let plugin = format!("/api/plugins/{}", installed["plugin"].as_str().unwrap());
    edit(
        &shop,
        json!({"name": "CRM 2", "scopes": [{"scope": "contact:read"}]}),
    )
    .await;
    let now = shop.once(|now| now["name"] == "CRM 2").await;
    assert_eq!(now["waiting"], Value::Null);
    let page: Value = shop.admin.read(&plugin).await;
    assert_eq!(
        (&page["name"], &page["scopes"]),
        (&json!("CRM 2"), &json!(["contact:read"]))
    );

    let wider = json!([{"scope": "contact:read"}, {"scope": "messages:read"}]);
    edit(&shop, json!({"name": "CRM 3", "scopes": wider})).await;
    let now = shop.once(|now| now["waiting"] != Value::Null).await;
    assert_eq!(
        (&now["name"], &now["scopes"][1]),
        (&json!("CRM 2"), &Value::Null)
    );
    assert_eq!(now["waiting"]["scopes"][1]["scope"], "messages:read");
    let page: Value = shop.admin.read(&plugin).await;
    assert_eq!(page["scopes"], json!(["contact:read"]));

    let other = shop.admin.patch(&shop.path(), &json!({"version": 99}));
    assert_eq!(refused(other, 409).await.code, "changed_meanwhile");
    let new = json!({"name": "program", "role": "admin"});
    let token: Value = expect(
        shop.admin.post_json("/api/tokens", &new),
        StatusCode::CREATED,
    )
    .await;
    let program = shop.running.with_token(token["secret"].as_str().unwrap());
    // The number alone is not what was shown.
    let number = json!({"version": now["waiting"]["version"]});
    let number = shop.admin.patch(&shop.path(), &number);
    assert_eq!(refused(number, 409).await.code, "changed_meanwhile");
    let agree = json!({"version": now["waiting"]["version"], "stamp": now["waiting"]["stamp"]});
    let by_program = refused(program.patch(&shop.path(), &agree), 403).await;
    assert_eq!(by_program.code, "needs_person");
    let agreed: Value = expect(shop.admin.patch(&shop.path(), &agree), StatusCode::OK).await;
    assert_eq!(
        (&agreed["name"], &agreed["waiting"]),
        (&json!("CRM 3"), &Value::Null)
    );
    let page: Value = shop.admin.read(&plugin).await;
    assert_eq!(page["scopes"], json!(["contact:read", "messages:read"]));
    // Its server is told once more, with a code for all of it.
    shop.server.next().await;
    let again = shop.server.next().await;
    let again = query(&format!("{}?{}", shop.server.url, again.query));
    let exchange =
        shop.exchange(&json!({"grant_type": "authorization_code", "code": again["code"]}));
    let tokens: Value = expect(exchange, StatusCode::OK).await;
    let whole = shop
        .running
        .with_token(tokens["access_token"].as_str().unwrap());
    let _: Value = whole.read("/api/conversations/955/messages").await;
}

#[tokio::test]
async fn a_kill_between_the_two_databases_is_mended_at_the_next_start() {
    let shop = Shop::open().await;
    let Shop { running, id, .. } = shop;
    let data = running.data().to_owned();
    let count = async |running: &Running| {
        let page: Value = running
            .admin()
            .await
            .read(&format!("/api/marketplace/{id}"))
            .await;
        page["installations"].clone()
    };
    let nobody = Slug::parse("nobody-here");
    // The server's row is there, and the company's is not.
    let folder = running.stop().await;
    let store = ServerStore::open(&data).await.unwrap();
    store
        .note_installed(&id.as_str().into(), None)
        .await
        .unwrap();
    store.close().await;
    let running = Running::start_in(folder).await;
    assert_eq!(count(&running).await, 0);

    // The company's row is there, and the server's is not.
    let admin = running.admin().await;
    let click = admin.post(&format!("/api/marketplace/{id}/click"));
    let click: Value = expect(click, StatusCode::OK).await;
    let listed: Value = admin.read(&format!("/api/marketplace/{id}")).await;
    let new =
        json!({"integration": id, "version": 1, "stamp": listed["stamp"], "nonce": click["nonce"]});
    let made = admin.post_json("/api/installations", &new);
    let _: Value = expect(made, StatusCode::CREATED).await;
    let folder = running.stop().await;
    let store = ServerStore::open(&data).await.unwrap();
    store
        .note_uninstalled(&id.as_str().into(), None)
        .await
        .unwrap();
    // What other companies have is theirs.
    store
        .note_installed(&id.as_str().into(), nobody.as_ref())
        .await
        .unwrap();
    store.close().await;
    let running = Running::start_in(folder).await;
    assert_eq!(count(&running).await, 2);
}

#[tokio::test]
async fn a_server_that_a_kill_kept_from_being_told_is_told_at_the_next_start_once() {
    let mut shop = Shop::open().await;
    shop.install().await;
    shop.server.next().await;
    shop.once(|now| now["told"] != Value::Null).await;
    let Shop {
        running,
        mut server,
        id,
        secret,
        ..
    } = shop;
    let file = running.data().join(FILE);
    let folder = running.stop().await;
    // As it is where the process ended once the installation was kept.
    let options = SqliteConnectOptions::new().filename(file);
    let mut database = options.connect().await.unwrap();
    sqlx::query("UPDATE installation SET told_at = NULL, told_status = NULL")
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let running = Running::start_with(folder, loopback).await;
    let again = server.next().await;
    let told = query(&format!("{}?{}", server.url, again.query));
    let code = json!({
        "client_id": id, "client_secret": secret, "grant_type": "authorization_code", "code": told["code"],
    });
    let exchange = running.stranger().post_json("/oauth2/access_token", &code);
    let _: Value = expect(exchange, StatusCode::OK).await;
    let folder = running.stop().await;
    let running = Running::start_with(folder, loopback).await;
    server.none(Duration::from_millis(300)).await;
    drop(running);
}
