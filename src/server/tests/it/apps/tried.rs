//! "Try it", before anything is saved, and the ping afterwards: for each kind of authentication.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Got, Reply};
use super::grants::{CLIENT, Grants, SECRET};
use super::{connect, descriptor, field, path_of, start, upload};
use crate::support::{Visitor, expect, refused};

/// Answers 401 unless what came is right.
async fn strict(is_right: impl Fn(&Got) -> bool + Send + Sync + 'static) -> Api {
    Api::that(move |got| Reply::with(if is_right(got) { 200 } else { 401 }, "{}")).await
}

/// Tries wrong values, which are refused, and right ones, which pass; and pings a connection with those.
async fn tried(
    admin: &Visitor,
    base: &str,
    authentication: Value,
    right: Value,
    wrong: Option<Value>,
) {
    let mut authentication = authentication;
    authentication["ping_request"] = json!({"method_name": "/me", "params": {"limit": "1"}});
    let kind = authentication["type"].as_str().unwrap().to_owned();
    upload(admin, &descriptor(&kind, base, &authentication, &json!({}))).await;
    let attempt = async |fields: &Value| -> Value {
        let new = json!({"name": "V", "fields": fields});
        let path = format!("/api/apps/{kind}/connections/try");
        expect(admin.post_json(&path, &new), StatusCode::OK).await
    };
    if let Some(wrong) = wrong {
        assert_eq!(
            attempt(&wrong).await["outcome"],
            "credentials_refused",
            "{kind}"
        );
    }
    let found = attempt(&right).await;
    assert_eq!(found["outcome"], "passed", "{kind}: {found}");
    let none: Value = admin.read(&format!("/api/apps/{kind}/connections")).await;
    assert_eq!(none, json!([]), "what is tried is not kept");
    let connection = connect(admin, &kind, right).await;
    let ping = admin.post(&format!("{}/ping", path_of(&connection)));
    let found: Value = expect(ping, StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{kind}: {found}");
}

#[tokio::test]
async fn each_kind_is_tried_before_it_is_saved_and_pinged_afterwards() {
    let running = start().await;
    let admin = running.admin().await;

    let api = strict(|got| got.lines("x-key") == ["Token chave-1"]).await;
    let fields = json!([field(
        "key",
        &json!({"mapping": "X-Key", "prefix": "Token"})
    )]);
    let header = json!({"type": "pass_through_header", "fields": fields});
    let (right, wrong) = (json!({"key": "chave-1"}), json!({"key": "chave-2"}));
    tried(&admin, &api.origin, header, right, Some(wrong)).await;

    let api = strict(|got| got.path == "/acme/me" && got.query == "limit=1&key=chave-1").await;
    let fields = json!([field("key", &json!({})), field("site", &json!({}))]);
    let query = json!({"type": "pass_through_query_string", "fields": fields});
    let base = format!("{}/{{{{site}}}}", api.origin);
    let right = json!({"key": "chave-1", "site": "acme"});
    let wrong = json!({"key": "chave-2", "site": "acme"});
    tried(&admin, &base, query, right, Some(wrong)).await;

    let api = strict(|got| got.lines("authorization") == ["Basic YW5hOnNlbmhhLTE="]).await;
    let fields = json!([
        field("user", &json!({"mapping": "username"})),
        field("pass", &json!({"mapping": "password", "type": "password"}))
    ]);
    let basic = json!({"type": "basic_auth", "fields": fields});
    let right = json!({"user": "ana", "pass": "senha-1"});
    let wrong = json!({"user": "ana", "pass": "senha-2"});
    tried(&admin, &api.origin, basic, right, Some(wrong)).await;

    let api = strict(|got| got.lines("authorization").is_empty() && got.query == "limit=1").await;
    tried(
        &admin,
        &api.origin,
        json!({"type": "no_auth"}),
        json!({}),
        None,
    )
    .await;

    let grants = Grants::start(3600).await;
    let origin = &grants.api.origin;
    let access = json!({
        "client_id": CLIENT, "client_secret": SECRET, "access_token_url": format!("{origin}/token"),
        "access_token_placement": "header_bearer", "client_credentials": true,
    });
    let oauth = json!({"type": "oauth_2", "oauth_access_fields": access});
    tried(&admin, &format!("{origin}/api"), oauth, json!({}), None).await;
    let app: Value = admin.read("/api/apps/oauth_2").await;
    assert_eq!(app["client"]["needsPerson"], false);
    let us = json!({"clientId": CLIENT, "clientSecret": "another"});
    expect::<Value>(
        admin.put_json("/api/apps/oauth_2/client", &us),
        StatusCode::OK,
    )
    .await;
    let new = json!({"name": "V", "fields": {}});
    let error = refused(
        admin.post_json("/api/apps/oauth_2/connections/try", &new),
        422,
    )
    .await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("client", "refused")
    );
}

#[tokio::test]
async fn where_a_person_has_to_agree_there_is_nothing_to_try_before() {
    let running = start().await;
    let admin = running.admin().await;
    let access = json!({
        "client_id": CLIENT, "client_secret": SECRET, "authorize_url": "https://a.example/a",
        "access_token_url": "https://a.example/t", "access_token_placement": "header_bearer", "response_type": "code",
    });
    let oauth = json!({"type": "oauth_2", "oauth_access_fields": access});
    let api = Api::that(|_| Reply::with(200, "{}")).await;
    let made = upload(&admin, &descriptor("loja", &api.origin, &oauth, &json!({}))).await;
    assert_eq!(made["client"]["needsPerson"], true);
    let new = json!({"name": "V", "fields": {}});
    let error = refused(admin.post_json("/api/apps/loja/connections/try", &new), 409).await;
    assert_eq!(error.code, "reconnect");
    assert!(api.got().is_empty());
}
