//! Pings of connections, which go the way of calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::{call, connect, descriptor, field, no_call, path_of, standing, start, upload};
use crate::support::expect;

/// Takes one key alone, and at `/open` everybody.
async fn api() -> Api {
    Api::that(|got| match got.path.as_str() {
        "/open" => Reply::with(200, "{}"),
        _ if got.lines("x-key") == ["chave-20"] => Reply::with(200, "{}"),
        _ => Reply::with(401, "{\"message\":\"Bad credentials\"}"),
    })
    .await
}

fn text(api: &Api, path: &str) -> String {
    let fields = json!([field("key", &json!({"mapping": "X-Key"}))]);
    let ping = json!({"method_name": path, "params": {"limit": "1"}});
    let authentication =
        json!({"type": "pass_through_header", "fields": fields, "ping_request": ping});
    descriptor("loja", &api.origin, &authentication, &json!({}))
}

#[tokio::test]
async fn a_ping_says_why_and_one_that_passes_mends_a_connection() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    assert_eq!(upload(&admin, &text(&api, "/me")).await["ping"], "request");
    let attempt = |key: &str| {
        let new = json!({"name": "V", "fields": {"key": key}});
        admin.post_json("/api/apps/loja/connections/try", &new)
    };
    let found: Value = expect(attempt("wrong"), StatusCode::OK).await;
    assert_eq!(
        (&found["outcome"], &found["status"]),
        (&json!("credentials_refused"), &json!(401))
    );
    assert!(
        found["message"]
            .as_str()
            .unwrap()
            .contains("Bad credentials"),
        "{found}"
    );
    let found: Value = expect(attempt("chave-20"), StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{found}");
    assert_eq!(
        api.last().told(),
        "GET /me?limit=1\naccept: application/json, text/plain, */*\nx-key: chave-20"
    );
    let none: Value = admin.read("/api/apps/loja/connections").await;
    assert_eq!(none, json!([]), "what is tried is not kept");

    let connection = connect(&admin, "loja", json!({"key": "wrong"})).await;
    no_call(&admin, "loja", json!({"path": "/me"}), 409).await;
    let ping = format!("{}/ping", path_of(&connection));
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "credentials_refused");
    let now = standing(&admin, &connection).await;
    assert_eq!(
        (&now["state"], &now["lastPing"]["outcome"]),
        (&json!("reconnect"), &json!("credentials_refused"))
    );
    // The app takes the same key again, as another version of it says that everybody is let in.
    let open = text(&api, "/open").replace("\"version\": \"1\"", "\"version\": \"2\"");
    upload(&admin, &open).await;
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed");
    let now = standing(&admin, &connection).await;
    assert_eq!(
        (&now["state"], &now["reason"]),
        (&json!("connected"), &Value::Null)
    );
    assert_eq!(
        call(&admin, "loja", json!({"path": "/open"})).await["status"],
        200
    );
    let calls: Value = admin.read(&format!("{}/calls", path_of(&connection))).await;
    let paths: Vec<_> = calls
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        ["/open", "/open", "/me", "/me"],
        "pings stand among the calls"
    );
}

#[tokio::test]
async fn a_ping_that_passes_with_made_up_credentials_proves_nothing() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    upload(&admin, &text(&api, "/me")).await;
    let connection = connect(&admin, "loja", json!({"key": "chave-20"})).await;
    let ask = async |what: &str| -> Value {
        expect(
            admin.post(&format!("{}/{what}", path_of(&connection))),
            StatusCode::OK,
        )
        .await
    };
    assert_eq!(ask("ping").await["provesNothing"], Value::Null);
    let found = ask("ping_made_up").await;
    assert_eq!(
        (&found["outcome"], &found["provesNothing"]),
        (&json!("credentials_refused"), &json!(false))
    );
    assert_ne!(api.last().lines("x-key"), ["chave-20"]);
    let now = standing(&admin, &connection).await;
    assert_eq!(
        (
            &now["lastPing"]["outcome"],
            &now["lastPing"]["provesNothing"]
        ),
        (&json!("passed"), &json!(false))
    );
    let open = text(&api, "/open").replace("\"version\": \"1\"", "\"version\": \"2\"");
    upload(&admin, &open).await;
    let found = ask("ping_made_up").await;
    assert_eq!(
        (&found["outcome"], &found["provesNothing"]),
        (&json!("passed"), &json!(true))
    );
    assert_eq!(
        standing(&admin, &connection).await["lastPing"]["provesNothing"],
        true
    );
}

#[tokio::test]
async fn a_ping_that_learns_nothing_of_made_up_credentials_says_neither() {
    let running = start().await;
    let admin = running.admin().await;
    let status = Arc::new(AtomicU16::new(200));
    let answers = status.clone();
    let api = Api::that(move |_| Reply::with(answers.load(Ordering::Relaxed), "{}")).await;
    upload(&admin, &text(&api, "/me")).await;
    let connection = connect(&admin, "loja", json!({"key": "chave-20"})).await;
    let ping = format!("{}/ping", path_of(&connection));
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{found}");
    // What is found, and what is known of the last ping then.
    for (answer, outcome, found, known) in [
        (503, "service_down", Value::Null, Value::Null),
        (429, "rate_limited", Value::Null, Value::Null),
        (403, "rights_missing", json!(false), json!(false)),
        (503, "service_down", Value::Null, json!(false)),
        (429, "rate_limited", Value::Null, json!(false)),
        (200, "passed", json!(true), json!(true)),
        (404, "refused", json!(false), json!(false)),
    ] {
        status.store(answer, Ordering::Relaxed);
        let made_up = admin.post(&format!("{}/ping_made_up", path_of(&connection)));
        let told: Value = expect(made_up, StatusCode::OK).await;
        assert_eq!(
            (&told["outcome"], &told["provesNothing"]),
            (&json!(outcome), &found),
            "{answer}"
        );
        let now = standing(&admin, &connection).await;
        let last = &now["lastPing"];
        assert_eq!(
            (&last["outcome"], &last["provesNothing"]),
            (&json!("passed"), &known),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_script_asks_by_the_connection_and_its_hosts_alone() {
    let running = start().await;
    let (admin, api) = (running.admin().await, api().await);
    let other = Api::that(|_| Reply::with(200, "{}")).await;
    let script = |version: &str, url: &str| {
        let fields = json!([field("key", &json!({"mapping": "X-Key"}))]);
        let authentication = json!({"type": "pass_through_header", "fields": fields});
        let text = descriptor(
            "loja",
            &api.origin,
            &authentication,
            &json!({"version": version}),
        );
        let script = format!("exports.ping = (plg, event) => plg.axios.get({url});");
        admin.post_json("/api/apps", &json!({"descriptor": text, "script": script}))
    };
    let made: Value = expect(
        script("1", "`${event.meta.baseURI}/me`"),
        StatusCode::CREATED,
    )
    .await;
    assert_eq!(made["ping"], "script");
    let connection = connect(&admin, "loja", json!({"key": "chave-20"})).await;
    let ping = format!("{}/ping", path_of(&connection));
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "passed", "{found}");
    assert_eq!(api.last().lines("x-key"), ["chave-20"]);
    expect::<Value>(
        script("2", &format!("'{}/me'", other.origin)),
        StatusCode::CREATED,
    )
    .await;
    let found: Value = expect(admin.post(&ping), StatusCode::OK).await;
    assert_eq!(found["outcome"], "address_refused", "{found}");
    assert!(other.got().is_empty());
}
