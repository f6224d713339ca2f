//! Each kind of authentication against an API that refuses whatever is not exactly right.

use serde_json::{Value, json};

use super::api::{Api, Got, Reply};
use super::{call, connect, descriptor, field, standing, start, upload};

/// Answers 401 unless what came is exactly this.
async fn strict(is_right: impl Fn(&Got) -> bool + Send + Sync + 'static) -> Api {
    Api::that(move |got| {
        if is_right(got) {
            Reply::with(200, "{\"ok\":true}").header("content-type", "application/json")
        } else {
            Reply::with(401, "no")
        }
    })
    .await
}

/// Uploads an app of this authentication at the API, connects it, and calls it as a hostile caller would.
async fn called(api: &Api, base: &str, authentication: Value, fields: Value) -> String {
    let running = start().await;
    let admin = running.admin().await;
    let text = descriptor(
        "loja",
        &format!("{}{base}", api.origin),
        &authentication,
        &json!({}),
    );
    upload(&admin, &text).await;
    let connection = connect(&admin, "loja", fields).await;
    assert_eq!(connection["state"], "connected");
    let asked = json!({
        "method": "POST", "path": "/orders?page=2", "query": {"api_key": "mine", "q": "a b"},
        "headers": {"Authorization": "mine", "X-Api-Key": "mine", "Accept": "application/json"}, "body": "{}",
    });
    let answer = call(&admin, "loja", asked).await;
    assert_eq!(answer["status"], 200, "{}", api.last().told());
    assert_eq!(answer["body"], "{\"ok\":true}");
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    api.last().told()
}

#[tokio::test]
async fn headers_are_sent_each_once_with_their_prefix() {
    let api = strict(|got| {
        got.lines("authorization") == ["Token chave-1"] && got.lines("x-api-key") == ["chave-2"]
    })
    .await;
    let fields = json!([
        field(
            "token",
            &json!({"type": "password", "mapping": "Authorization", "prefix": "Token"})
        ),
        field("key", &json!({"mapping": "X-Api-Key"})),
    ]);
    let authentication = json!({"type": "pass_through_header", "fields": fields});
    let values = json!({"token": "chave-1", "key": " chave-2 "});
    let told = called(&api, "/v1", authentication, values).await;
    let expected = "POST /v1/orders?page=2&api_key=mine&q=a+b\naccept: application/json\nauthorization: Token chave-1\n\
        content-length: 2\ncontent-type: application/json\nx-api-key: chave-2";
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_parameter_is_sent_once_and_a_field_of_the_address_is_not() {
    let api = strict(|got| got.query == "page=2&q=a+b&api_key=chave-3").await;
    let authentication = json!({"type": "pass_through_query_string", "fields": [field("api_key", &json!({})), field("site", &json!({}))]});
    let values = json!({"api_key": "chave-3", "site": "acme/1"});
    let told = called(&api, "/{{site}}/v1", authentication, values).await;
    assert!(
        told.starts_with("POST /acme%2F1/v1/orders?page=2"),
        "{told}"
    );
    assert!(
        told.contains("authorization: mine"),
        "the caller's own stays: {told}"
    );
}

#[tokio::test]
async fn a_basic_value_follows_the_format() {
    // ana/token:chave-4
    let api = strict(|got| got.lines("authorization") == ["Basic YW5hL3Rva2VuOmNoYXZlLTQ="]).await;
    let fields = json!([
        field("user", &json!({"mapping": "username"})),
        field("pass", &json!({"mapping": "password", "type": "password"})),
    ]);
    let authentication = json!({"type": "basic_auth", "basic_auth_format": "{username}/token:{password}", "fields": fields});
    called(
        &api,
        "",
        authentication,
        json!({"user": "ana", "pass": "chave-4"}),
    )
    .await;
}

#[tokio::test]
async fn an_app_without_authentication_gets_what_the_caller_wrote() {
    let api = strict(|got| got.lines("authorization") == ["mine"]).await;
    called(&api, "", json!({"type": "no_auth"}), json!({})).await;
}

#[tokio::test]
async fn a_value_is_checked_in_its_place() {
    let running = start().await;
    let admin = running.admin().await;
    let fields = json!([
        field("mail", &json!({"type": "email", "mapping": "X-Mail"})),
        field(
            "key",
            &json!({"mapping": "X-Key", "validations": [{"name": "min_length", "value": 4}, {"name": "max_length", "value": 6},
                {"name": "pattern", "value": "[0-9]+"}]})
        ),
    ]);
    let authentication = json!({"type": "pass_through_header", "fields": fields});
    upload(
        &admin,
        &descriptor("loja", "https://api.example", &authentication, &json!({})),
    )
    .await;
    for (mail, key, wrong) in [
        ("ana", "12345", vec![("fields.mail", "invalid")]),
        ("ana@a.example", "123", vec![("fields.key", "too_short")]),
        ("ana@a.example", "1234567", vec![("fields.key", "too_long")]),
        ("ana@a.example", "12\n45", vec![("fields.key", "invalid")]),
        ("ana@a.example", "12x45", vec![("fields.key", "pattern")]),
        (
            "",
            "",
            vec![("fields.mail", "missing"), ("fields.key", "missing")],
        ),
    ] {
        let new = json!({"name": "V", "fields": {"mail": mail, "key": key}});
        let error =
            crate::support::refused(admin.post_json("/api/apps/loja/connections", &new), 422).await;
        let told: Vec<_> = error
            .fields
            .iter()
            .map(|one| (one.path.as_str(), one.code.as_str()))
            .collect();
        assert_eq!(told, wrong, "{mail} {key:?}");
    }
    let all: Value = admin.read("/api/apps/loja/connections").await;
    assert_eq!(all, json!([]), "nothing is half stored");
}
