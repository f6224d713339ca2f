//! An app on whose page a person agrees, tried before its connection is kept.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::grants::{CLIENT, Grants, SECRET};
use super::oauth::{agreed, come_back, text};
use super::{call, descriptor, no_call, path_of, start, upload};
use crate::support::{Running, Visitor, done, expect, refused};
use crate::upgrade::pool;

/// An app that has a ping, to which we are known, and a connection that is tried.
async fn tried(admin: &Visitor, grants: &Grants) -> Value {
    let mut file: Value = serde_json::from_str(&text(grants)).unwrap();
    file["authentication"]["ping_request"] = json!({"method_name": "/me"});
    upload(admin, &file.to_string()).await;
    let us = json!({"clientId": CLIENT, "clientSecret": SECRET});
    let put = admin.put_json("/api/apps/loja/client", &us);
    let _: Value = expect(put, StatusCode::OK).await;
    try_it(admin).await
}

async fn try_it(admin: &Visitor) -> Value {
    let new = json!({"name": "Vendas", "fields": {}, "trial": true});
    let made = admin.post_json("/api/apps/loja/connections", &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let stands = (&made["state"], &made["agreed"], &made["isDefault"]);
    assert_eq!(stands, (&json!("pending"), &json!(false), &json!(false)));
    assert!(made["trialUntil"].is_string(), "{made}");
    made
}

/// Has somebody agree to it.
async fn agree(running: &Running, admin: &Visitor, tried: &Value) {
    let (back, cookie) = agreed(running, admin, tried).await;
    let (status, to) = come_back(running, &back, &cookie).await;
    let id = tried["id"].as_str().unwrap();
    let page = format!("/settings/apps/loja/connections/{id}?outcome=connected");
    assert_eq!((status, to), (303, page));
}

/// What the audit log says of connections, the newest first.
async fn noted(admin: &Visitor) -> Vec<String> {
    let log: Value = admin.read("/api/audit?area=apps").await;
    let kinds = log["items"].as_array().unwrap().iter();
    let kinds = kinds.map(|entry| entry["kind"].as_str().unwrap().to_owned());
    kinds
        .filter(|kind| kind.starts_with("connection"))
        .collect()
}

#[tokio::test]
async fn what_is_tried_is_pinged_and_no_connection_before_somebody_keeps_it() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let tried = tried(&admin, &grants).await;
    let (path, keep) = (path_of(&tried), format!("{}/keep", path_of(&tried)));
    assert_eq!(refused(admin.post(&keep), 409).await.code, "reconnect");
    agree(&running, &admin, &tried).await;

    let stands: Value = admin.read(&path).await;
    assert_eq!(
        (&stands["state"], &stands["agreed"]),
        (&json!("pending"), &json!(true))
    );
    assert_eq!(stands["lastPing"]["outcome"], "passed", "{stands}");
    assert_eq!(stands["trialUntil"], tried["trialUntil"]);
    let all: Value = admin.read("/api/apps/loja/connections").await;
    assert_eq!(all, json!([]));
    let app: Value = admin.read("/api/apps/loja").await;
    assert_eq!(app["connections"], 0);
    no_call(&admin, "loja", json!({"path": "/x"}), 404).await;
    let named = json!({"path": "/x", "connection": tried["id"]});
    no_call(&admin, "loja", named, 409).await;
    let again: Value = expect(admin.post(&format!("{path}/ping")), StatusCode::OK).await;
    assert_eq!(again["outcome"], "passed");
    let renamed = admin.patch(&path, &json!({"name": "Balcão"})).send().await;
    assert_eq!(renamed.unwrap().status(), StatusCode::OK);
    assert_eq!(noted(&admin).await, [""; 0], "nothing is there yet");

    let kept: Value = expect(admin.post(&keep), StatusCode::OK).await;
    assert_eq!(
        (&kept["state"], &kept["trialUntil"]),
        (&json!("connected"), &Value::Null)
    );
    assert_eq!(
        (&kept["name"], &kept["isDefault"]),
        (&json!("Balcão"), &json!(true))
    );
    assert_eq!(
        call(&admin, "loja", json!({"path": "/x"})).await["status"],
        200
    );
    let noted = noted(&admin).await;
    let made = noted.iter().filter(|kind| *kind == "connection_created");
    assert_eq!(made.count(), 1, "{noted:?}");
    // Once more changes nothing.
    let again: Value = expect(admin.post(&keep), StatusCode::OK).await;
    assert_eq!(again["state"], "connected");
}

#[tokio::test]
async fn what_is_discarded_or_left_alone_is_gone() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let first = tried(&admin, &grants).await;
    agree(&running, &admin, &first).await;
    done(admin.delete(&path_of(&first)), 204).await;
    refused(admin.get(&path_of(&first)), 404).await;
    assert_eq!(noted(&admin).await, [""; 0]);

    let left = try_it(&admin).await;
    agree(&running, &admin, &left).await;
    let id = left["id"].as_str().unwrap();
    let pool = pool(running.data()).await;
    sqlx::query("UPDATE app_connection SET trial_until = 1 WHERE id = ?")
        .bind(id)
        .execute(&pool)
        .await
        .unwrap();
    let path = path_of(&left);
    refused(admin.get(&path), 404).await;
    refused(admin.post(&format!("{path}/keep")), 404).await;
    // The next one takes its row away, and with it its token.
    try_it(&admin).await;
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM app_connection")
        .fetch_one(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn a_version_that_comes_before_it_is_kept_asks_for_it_again() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let tried = tried(&admin, &grants).await;
    agree(&running, &admin, &tried).await;
    let mut wider: Value = serde_json::from_str(&text(&grants)).unwrap();
    wider["version"] = json!("2");
    wider["authentication"]["oauth_access_fields"]["scope"] = json!(["read", "write", "delete"]);
    let files = json!({"descriptor": wider.to_string()});
    let _: Value = expect(admin.post_json("/api/apps", &files), StatusCode::CREATED).await;
    let keep = format!("{}/keep", path_of(&tried));
    assert_eq!(refused(admin.post(&keep), 409).await.code, "reconnect");
    let stands: Value = admin.read(&path_of(&tried)).await;
    assert_eq!(stands["agreed"], false, "{stands}");
    let why = stands["reason"].as_str().unwrap();
    assert!(why.contains("more than was agreed to"), "{why}");
    let all: Value = admin.read("/api/apps/loja/connections").await;
    assert_eq!(all, json!([]));
}

#[tokio::test]
async fn an_app_for_which_nobody_has_to_agree_is_not_tried_so() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "ok")).await;
    let file = descriptor("loja", &api.origin, &json!({"type": "no_auth"}), &json!({}));
    upload(&admin, &file).await;
    let new = json!({"name": "Vendas", "trial": true});
    let error = refused(admin.post_json("/api/apps/loja/connections", &new), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("trial", "not_oauth")
    );
    let all: Value = admin.read("/api/apps/loja/connections").await;
    assert_eq!(all, json!([]));
}
