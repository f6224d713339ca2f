//! What pings ask goes the way of calls: by the server's own API, at real addresses.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::{connect, descriptor, field, no_call, path_of, start, upload};
use crate::ping::{LAHAR, Service, TOKEN};
use crate::support::{Running, Visitor, expect};

/// An app whose key is a parameter, pinged by that request.
fn requested(id: &str, base: &str, path: &str) -> String {
    let ping = json!({"method_name": path, "params": {}});
    let fields = json!([field("api_key", &json!({}))]);
    let authentication =
        json!({"type": "pass_through_query_string", "fields": fields, "ping_request": ping});
    descriptor(id, base, &authentication, &json!({}))
}

async fn pinged(admin: &Visitor, connection: &Value) -> Value {
    let ping = admin.post(&format!("{}/ping", path_of(connection)));
    expect(ping, StatusCode::OK).await
}

/// Uploads it, connects it and pings it.
async fn found(admin: &Visitor, id: &str, base: &str, path: &str) -> Value {
    upload(admin, &requested(id, base, path)).await;
    let connection = connect(admin, id, json!({"api_key": "chave-30"})).await;
    pinged(admin, &connection).await
}

/// The same with a script.
async fn by_script(admin: &Visitor, id: &str, base: &str, script: &str) -> Value {
    let fields = json!([field("api_key", &json!({}))]);
    let authentication = json!({"type": "pass_through_query_string", "fields": fields});
    let text = descriptor(id, base, &authentication, &json!({}));
    let files = json!({"descriptor": text, "script": script});
    expect::<Value>(admin.post_json("/api/apps", &files), StatusCode::CREATED).await;
    let connection = connect(admin, id, json!({"api_key": "chave-30"})).await;
    pinged(admin, &connection).await
}

fn outcome(found: &Value) -> &str {
    found["outcome"].as_str().unwrap()
}

fn asked(api: &Api) -> Vec<String> {
    let got = api.got();
    let lines = got.iter().map(|got| format!("{}?{}", got.path, got.query));
    lines.collect()
}

#[tokio::test]
async fn a_ping_is_sent_on_within_the_origin_with_its_credentials_and_never_out_of_it() {
    let running = start().await;
    let admin = running.admin().await;
    let other = Api::that(|_| Reply::with(200, "{}")).await;
    let away = format!("{}/taken?api_key=chave-30&x=1", other.origin);
    let api = Api::that(move |got| match got.path.as_str() {
        "/within" => Reply::with(307, "").header("location", "/me?api_key=mine&x=%20a+b&&y"),
        "/out" => Reply::with(302, "").header("location", away.as_str()),
        _ => Reply::with(200, "{}"),
    })
    .await;
    let within = found(&admin, "dentro", &api.origin, "/within").await;
    assert_eq!(outcome(&within), "passed", "{within}");
    assert_eq!(
        asked(&api),
        [
            "/within?api_key=chave-30",
            "/me?x=%20a+b&&y&api_key=chave-30"
        ]
    );
    let out = found(&admin, "fora", &api.origin, "/out").await;
    assert_eq!(outcome(&out), "address_refused", "{out}");
    let message = out["message"].as_str().unwrap();
    assert!(
        message.contains(&format!("{}/taken", other.origin)),
        "{out}"
    );
    assert!(!out.to_string().contains("chave-30"), "{out}");
    assert!(other.got().is_empty());
    // A script is told no more than that, and gets no further by itself.
    let script = format!(
        "exports.ping = (plg, event) => plg.axios.get(`${{event.meta.baseURI}}/out`).catch(() => plg.axios.get('{}'));",
        other.origin
    );
    let out = by_script(&admin, "programa", &api.origin, &script).await;
    assert_eq!(outcome(&out), "address_refused", "{out}");
    assert!(other.got().is_empty());
}

#[tokio::test]
async fn an_answer_of_a_megabyte_is_read_and_a_longer_one_is_told_with_the_bound() {
    const MOST: usize = 1024 * 1024;
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|got| {
        let more = usize::from(got.path == "/more");
        Reply::with(200, &"x".repeat(MOST + more))
    })
    .await;
    let most = found(&admin, "cabe", &api.origin, "/most").await;
    assert_eq!(outcome(&most), "passed", "{most}");
    let more = found(&admin, "sobra", &api.origin, "/more").await;
    assert_eq!(outcome(&more), "refused", "{more}");
    assert!(
        more["message"]
            .as_str()
            .unwrap()
            .contains(&MOST.to_string()),
        "{more}"
    );
}

#[tokio::test]
async fn a_ping_asks_no_private_address_not_even_of_a_connection_that_there_is() {
    let running = start().await;
    let api = Api::that(|_| Reply::with(200, "{}")).await;
    let admin = running.admin().await;
    upload(&admin, &requested("loja", &api.origin, "/me")).await;
    let connection = connect(&admin, "loja", json!({"api_key": "chave-30"})).await;
    let running = Running::start_in(running.stop().await).await;
    let found = pinged(&running.admin().await, &connection).await;
    assert_eq!(outcome(&found), "address_refused", "{found}");
    assert!(api.got().is_empty());
}

#[tokio::test]
async fn a_ping_waits_for_10_seconds_and_a_call_for_30() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply {
        status: 200,
        after: Duration::from_secs(60),
        ..Reply::default()
    })
    .await;
    upload(&admin, &requested("loja", &api.origin, "/me")).await;
    let connection = connect(&admin, "loja", json!({"api_key": "chave-30"})).await;
    let began = std::time::Instant::now();
    let ping = async { (pinged(&admin, &connection).await, began.elapsed().as_secs()) };
    let call = async {
        let error = no_call(&admin, "loja", json!({"path": "/x"}), 504).await;
        (error, began.elapsed().as_secs())
    };
    let ((found, pinged), (error, called)) = tokio::join!(ping, call);
    assert_eq!(outcome(&found), "service_down", "{found}");
    assert!((10..20).contains(&pinged), "{pinged}");
    assert_eq!(error.code, "timeout");
    assert!((30..45).contains(&called), "{called}");
    let calls: Value = admin.read(&format!("{}/calls", path_of(&connection))).await;
    assert_eq!(calls[0]["path"], "/x");
    assert_eq!(calls[0]["status"], Value::Null);
}

#[tokio::test]
async fn a_scripts_query_goes_as_it_is_written_and_the_placements_name_once() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "{}")).await;
    let script = "exports.ping = (plg, event) => plg.axios.get(`${event.meta.baseURI}/me?a=%20b+c&api_key=x&d`, \
        {params: {api_key: event.auth.api_key, q: 'ç'}});";
    let found = by_script(&admin, "loja", &format!("{}/v1", api.origin), script).await;
    assert_eq!(outcome(&found), "passed", "{found}");
    assert_eq!(asked(&api), ["/v1/me?a=%20b+c&d&q=%C3%A7&api_key=chave-30"]);
}

#[tokio::test]
async fn a_script_leaves_no_base_address_and_writes_no_header_of_the_servers() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "{}")).await;
    let base = format!("{}/v1", api.origin);
    for (id, path, headers, expected) in [
        ("acima", "/../v2/me", "{}", "address_refused"),
        ("biscoito", "/me", "{Cookie: 'a=b'}", "script_failed"),
        (
            "encaminhado",
            "/me",
            "{'X-Forwarded-For': '1.1.1.1'}",
            "script_failed",
        ),
    ] {
        let script = format!(
            "exports.ping = (plg, event) => plg.axios.get(`${{event.meta.baseURI}}{path}`, {{headers: {headers}}});"
        );
        let found = by_script(&admin, id, &base, &script).await;
        assert_eq!(outcome(&found), expected, "{found}");
        if expected == "script_failed" {
            let message = found["message"].as_str().unwrap();
            assert!(message.contains("is the server's"), "{found}");
        }
    }
    assert!(api.got().is_empty());
}

#[tokio::test]
async fn lahars_ping_runs_word_for_word_by_real_signing() {
    let running = start().await;
    let (admin, service) = (running.admin().await, Service::start().await);
    let fields = json!([field("token_api_lahar", &json!({"label": "Token"}))]);
    let authentication = json!({"type": "pass_through_query_string", "fields": fields});
    let text = descriptor("lahar", &service.url, &authentication, &json!({}));
    let files = json!({"descriptor": text, "script": LAHAR});
    expect::<Value>(admin.post_json("/api/apps", &files), StatusCode::CREATED).await;
    let line = format!("GET {}/api/custom_fields?token_api_lahar=***", service.url);
    for (token, expected, message) in [
        (TOKEN, "passed", "The app takes the credentials."),
        ("wrong-token", "refused", "Token inválido: ***"),
    ] {
        let connection = connect(&admin, "lahar", json!({"token_api_lahar": token})).await;
        let found = pinged(&admin, &connection).await;
        assert_eq!(
            (outcome(&found), found["message"].as_str().unwrap()),
            (expected, message)
        );
        assert_eq!(found["request"], json!(line));
    }
}
