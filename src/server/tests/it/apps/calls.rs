//! What a call answers, how many there may be, and what is kept of them.

use std::time::Duration;

use encaixe_api::plugin::PLUGIN_HEADER;
use encaixe_server::store::app::MOST_CALLS;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::{call, connect, descriptor, field, no_call, path_of, standing, start, upload};
use crate::support::{done, expect, refused};

fn authentication() -> Value {
    json!({"type": "pass_through_header", "fields": [field("key", &json!({"mapping": "X-Key"}))]})
}

async fn api() -> Api {
    Api::that(|got| match got.path.as_str() {
        "/denied" => Reply::with(401, "no"),
        "/large" => Reply::with(200, &"x".repeat(200 * 1024 + 1)),
        "/most" => Reply::with(200, &"x".repeat(200 * 1024)),
        "/bytes" => Reply {
            status: 200,
            body: vec![0xff, 0],
            ..Reply::default()
        },
        "/cookie" => Reply::with(418, "tea")
            .header("set-cookie", "a=b")
            .header("x-ratelimit-remaining", "7")
            .header("etag", "\"1\"")
            .header("link", "<a>; rel=next")
            .header("link", "<b>; rel=last")
            .header("x-internal", "1"),
        "/slow" => Reply {
            status: 200,
            after: Duration::from_millis(700),
            ..Reply::default()
        },
        _ => Reply::with(200, "ok"),
    })
    .await
}

#[tokio::test]
async fn an_answer_has_its_status_chosen_headers_and_a_bounded_body() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    let none = no_call(&admin, "loja", json!({"path": "/"}), 404).await;
    assert_eq!(none.code, "not_found");
    connect(&admin, "loja", json!({"key": "chave-9"})).await;

    let answer = call(
        &admin,
        "loja",
        json!({"path": "/cookie", "method": "delete"}),
    )
    .await;
    let headers = json!({"etag": "\"1\"", "link": "<a>; rel=next, <b>; rel=last", "x-ratelimit-remaining": "7"});
    assert_eq!(
        answer,
        json!({"status": 418, "headers": headers, "body": "tea", "base64": false})
    );
    assert_eq!(
        api.last().told(),
        "DELETE /cookie\naccept: */*\nx-key: chave-9"
    );
    let again = call(&admin, "loja", json!({"path": "/"})).await;
    assert_eq!(again["body"], "ok");
    assert_eq!(api.last().lines("cookie"), [""; 0], "no cookie comes back");

    let bytes = call(&admin, "loja", json!({"path": "/bytes"})).await;
    assert_eq!(
        (&bytes["body"], &bytes["base64"]),
        (&json!("/wA="), &json!(true))
    );
    let most = call(&admin, "loja", json!({"path": "/most"})).await;
    assert_eq!(most["body"].as_str().unwrap().len(), 200 * 1024);
    let error = no_call(&admin, "loja", json!({"path": "/large"}), 413).await;
    assert_eq!(error.code, "too_large");
    let error = no_call(&admin, "loja", json!({"path": "/", "method": "TRACE"}), 422).await;
    assert_eq!(error.fields[0].path, "method");
    assert_eq!(
        no_call(&admin, "other", json!({"path": "/"}), 404)
            .await
            .code,
        "not_found"
    );
}

#[tokio::test]
async fn an_api_that_no_longer_takes_the_credentials_asks_for_a_new_connection() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    let connection = connect(&admin, "loja", json!({"key": "chave-10"})).await;
    let error = no_call(&admin, "loja", json!({"path": "/denied"}), 409).await;
    assert_eq!(error.code, "reconnect");
    let now = standing(&admin, &connection).await;
    assert_eq!(now["state"], "reconnect");
    assert!(now["reason"].as_str().unwrap().contains("401"), "{now}");
    let count = api.got().len();
    no_call(&admin, "loja", json!({"path": "/"}), 409).await;
    let named = json!({"path": "/", "connection": connection["id"]});
    no_call(&admin, "loja", named, 409).await;
    assert_eq!(
        api.got().len(),
        count,
        "it is not called with what is refused"
    );
    let audit: Value = admin.read("/api/audit?area=apps").await;
    let kinds: Vec<_> = audit["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["connection_broken", "connection_created", "app_uploaded"]
    );
    assert_eq!(audit["items"][0]["object"]["name"], "Vendas");

    // Another value puts it right.
    let patch = json!({"fields": {"key": "chave-11"}});
    let now: Value = expect(admin.patch(&path_of(&connection), &patch), StatusCode::OK).await;
    assert_eq!(
        (&now["state"], &now["reason"], &now["isDefault"]),
        (&json!("connected"), &Value::Null, &json!(true))
    );
    call(&admin, "loja", json!({"path": "/"})).await;
    assert_eq!(api.last().lines("x-key"), ["chave-11"]);
    let audit: Value = admin.read("/api/audit?area=apps").await;
    assert_eq!(audit["items"][0]["details"]["fields"], json!(["key"]));
}

#[tokio::test]
async fn a_plugin_has_five_calls_on_their_way() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    connect(&admin, "loja", json!({"key": "chave-12"})).await;
    let demo = running.demo_plugin().await;
    let ask = || {
        let request = admin.post_json("/api/apps/loja/request", &json!({"path": "/slow"}));
        request.header(PLUGIN_HEADER, &demo).send()
    };
    let answers = futures::future::join_all((0..8).map(|_| ask())).await;
    let mut statuses: Vec<u16> = Vec::new();
    for answer in answers {
        let answer = answer.unwrap();
        statuses.push(answer.status().as_u16());
        if answer.status() == 429 {
            let error: Value = answer.json().await.unwrap();
            assert_eq!(error["error"]["code"], "rate_limited");
        }
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429, 429, 429]);
    assert_eq!(
        ask().await.unwrap().status(),
        200,
        "their places are free again"
    );
    let calls: Value = admin.read("/api/apps/loja/connections").await;
    let calls: Value = admin.read(&format!("{}/calls", path_of(&calls[0]))).await;
    assert_eq!(calls[0]["plugin"], json!(demo));
}

#[tokio::test]
async fn the_last_calls_are_kept_without_query_or_body() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    let connection = connect(&admin, "loja", json!({"key": "chave-13"})).await;
    let most = usize::try_from(MOST_CALLS).unwrap();
    for number in 0..most + 3 {
        let asked =
            json!({"path": format!("/n/{number}?secret=1"), "method": "POST", "body": "secret"});
        call(&admin, "loja", asked).await;
    }
    let calls: Value = admin.read(&format!("{}/calls", path_of(&connection))).await;
    let calls = calls.as_array().unwrap();
    assert_eq!(calls.len(), most);
    assert_eq!(calls[0]["path"], format!("/n/{}", most + 2));
    assert_eq!(calls[most - 1]["path"], "/n/3");
    assert_eq!(
        (
            &calls[0]["method"],
            &calls[0]["status"],
            &calls[0]["plugin"]
        ),
        (&json!("POST"), &json!(200), &Value::Null)
    );
    done(admin.delete(&path_of(&connection)), 204).await;
    refused(admin.get(&format!("{}/calls", path_of(&connection))), 404).await;
}

#[tokio::test]
async fn an_api_that_is_down_or_breaks_off_is_told_from_one_that_refuses() {
    let running = start().await;
    let admin = running.admin().await;
    let origin = api().await.origin.clone();
    upload(
        &admin,
        &descriptor("loja", &origin, &authentication(), &json!({})),
    )
    .await;
    let connection = connect(&admin, "loja", json!({"key": "chave-14"})).await;
    // The API is gone by now.
    let error = no_call(&admin, "loja", json!({"path": "/"}), 502).await;
    assert_eq!(error.code, "unreachable");
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    let calls: Value = admin.read(&format!("{}/calls", path_of(&connection))).await;
    assert_eq!(calls[0]["status"], Value::Null);
}

#[tokio::test]
async fn a_plugin_and_a_token_call_an_app_with_its_scope_alone() {
    let running = start().await;
    let (admin, bruno, api) = (running.admin().await, running.agent().await, api().await);
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    connect(&admin, "loja", json!({"key": "chave-15"})).await;
    let demo = running.demo_plugin().await;
    let hold = async |scopes: Value| {
        let path = format!("/api/plugins/{demo}");
        expect::<Value>(
            admin.patch(&path, &json!({"scopes": scopes})),
            StatusCode::OK,
        )
        .await
    };
    let ask = || {
        let request = bruno.post_json("/api/apps/loja/request", &json!({"path": "/"}));
        request.header(PLUGIN_HEADER, &demo)
    };
    for scopes in [json!([]), json!(["storage", "app:outra"])] {
        hold(scopes).await;
        let error = refused(ask(), 403).await;
        assert_eq!(error.code, "denied");
        assert_eq!(serde_json::to_value(error.scope).unwrap(), "app:loja");
    }
    hold(json!(["app:loja"])).await;
    expect::<Value>(ask(), StatusCode::OK).await;
    let used: Value = admin.read(&format!("/api/plugins/{demo}")).await;
    assert_eq!(used["scopeUses"][0]["scope"], "app:loja");
    // In their own right agents call nothing.
    let own = bruno.post_json("/api/apps/loja/request", &json!({"path": "/"}));
    assert_eq!(refused(own, 403).await.code, "forbidden");
    for (scopes, status) in [(json!([]), 403), (json!(["app:loja"]), 200)] {
        let new = json!({"name": "p", "role": "agent", "scopes": scopes});
        let made: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
        let program = running.with_token(made["secret"].as_str().unwrap());
        let request = program.post_json("/api/apps/loja/request", &json!({"path": "/"}));
        assert_eq!(request.send().await.unwrap().status().as_u16(), status);
    }
}
