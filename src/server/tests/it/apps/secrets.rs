//! No secret of an app is in the database's file, the log or an answer, in the clear or encoded.

use std::fs::File;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::api::{Api, Reply};
use super::grants::{CLIENT, Grants, SECRET};
use super::{descriptor, field};
use crate::cli::{Served, encaixe, run, text};
use crate::support::client;
use crate::vault::Search;

const USER: &str = "ana@loja.example";
const PASSWORD: &str = "senha/muito+longa=&nova%1";
const KEY: &str = "chave secreta/ç+7&=";
/// What descriptors hold beside the client's secret.
const WRITTEN: [&str; 7] = [
    "do-ping-0a1b2c3d4e",
    "do-endereco-0a1b2c3d4e",
    "da-autorizacao-0a1b2c3d4e",
    "do-comentario-0a1b2c3d4e",
    // What no name tells.
    "do-caminho-0a1b2c3d4e",
    "do-metodo-0a1b2c3d4e",
    "palavra-do-formato",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_file_log_or_answer_holds_a_credential_a_token_or_the_clients_secret() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let log = folder.path().join("log");
    let mut command = encaixe(
        &data,
        &[
            "serve",
            "--port",
            "0",
            "--plugin-port",
            "0",
            "--delivery-allow-loopback",
        ],
    );
    command.env("ENCAIXE_LOG", "trace");
    command.stderr(File::create(&log).unwrap());
    let served = Served::run(command);
    let page = served.value(1, "page:   ").to_owned();
    let made = run(
        &data,
        &["token", "create", "--name", "x", "--role", "admin"],
    );
    let (client, token) = (client(), text(&made).trim().to_owned());
    let mut answers = Vec::new();
    let mut ask = async |method: Method, path: &str, body: Value| -> Value {
        let mut request = client.request(method, format!("{page}{path}"));
        if !body.is_null() {
            request = request.json(&body);
        }
        let answer = request.bearer_auth(&token).send().await.unwrap();
        let text = answer.text().await.unwrap();
        answers.push(format!("{path} {text}"));
        serde_json::from_str(&text).unwrap_or_default()
    };

    let api = Api::that(|got| match got.path.as_str() {
        path if path.ends_with("/away") => {
            Reply::with(302, "").header("location", format!("https://else.example/?{}", got.query))
        }
        path if path.ends_with("/no") => Reply::with(401, "no"),
        _ => Reply::with(200, "ok"),
    })
    .await;
    let grants = Grants::start(1).await;
    let fields = json!([
        field("user", &json!({"mapping": "username"})),
        field("pass", &json!({"mapping": "password", "type": "password"}))
    ]);
    let params = json!({"app_token": WRITTEN[0], "limit": "1"});
    let ping = json!({"method_name": format!("/me/{}", WRITTEN[5]), "params": params});
    let format = format!("{{username}}:{{password}}{}", WRITTEN[6]);
    let basic = json!({"type": "basic_auth", "basic_auth_format": format, "fields": fields, "ping_request": ping});
    let base = format!("{}/{}", api.origin, WRITTEN[4]);
    let query = json!({"type": "pass_through_query_string", "fields": [field("key", &json!({}))]});
    let origin = &grants.api.origin;
    let access = json!({
        "client_id": CLIENT, "client_secret": SECRET,
        "access_token_url": format!("{origin}/token?key={}", WRITTEN[1]),
        "access_token_placement": "header_bearer", "client_credentials": true, "api_key": WRITTEN[2],
    });
    let oauth = json!({"type": "oauth_2", "oauth_access_fields": access});
    for (id, base, authentication, values) in [
        (
            "basico",
            &base,
            basic,
            json!({"user": USER, "pass": PASSWORD}),
        ),
        ("consulta", &api.origin, query, json!({"key": KEY})),
        ("oauth", &format!("{origin}/api"), oauth, json!({})),
    ] {
        let text = descriptor(id, base, &authentication, &json!({}));
        let text = format!("{text}\n// password: {}", WRITTEN[3]);
        let files = json!({"descriptor": text});
        ask(Method::POST, "/api/apps/check", files.clone()).await;
        ask(Method::POST, "/api/apps", files).await;
        let new = json!({"name": "Vendas", "fields": values});
        let made = ask(Method::POST, &format!("/api/apps/{id}/connections"), new).await;
        assert_eq!(made["state"], "connected", "{made}");
        for path in ["/x", "/away", "/no", "//evil"] {
            let called = json!({"path": path});
            ask(Method::POST, &format!("/api/apps/{id}/request"), called).await;
        }
        let one = format!(
            "/api/apps/{id}/connections/{}",
            made["id"].as_str().unwrap()
        );
        for path in ["", "/calls"] {
            ask(Method::GET, &format!("{one}{path}"), Value::Null).await;
        }
        ask(Method::GET, &format!("/api/apps/{id}/files"), Value::Null).await;
        let pinged = ask(Method::POST, &format!("{one}/ping"), Value::Null).await;
        if id == "basico" {
            let line = format!("GET {}/***/me/***?app_token=***&limit=1", api.origin);
            assert_eq!(pinged["request"], line, "{pinged}");
            let calls = ask(Method::GET, &format!("{one}/calls"), Value::Null).await;
            assert_eq!(calls[0]["path"], "/***/me/***", "{calls}");
            assert_eq!(calls[1]["path"], "/***/no", "{calls}");
        }
        let shown = ask(Method::GET, &format!("/api/apps/{id}/files"), Value::Null).await;
        assert!(
            shown["descriptor"]
                .as_str()
                .unwrap()
                .contains("// password: ***"),
            "{shown}"
        );
        let wrong = json!({"fields": {"user": "x\n", "key": format!("{KEY}\n")}});
        ask(Method::PATCH, &one, wrong).await;
    }
    for path in ["/api/apps", "/api/audit?limit=200", "/api/webhooks/events"] {
        ask(Method::GET, path, Value::Null).await;
    }
    drop(served);

    let came = api.got();
    let basic = STANDARD.encode(format!("{USER}:{PASSWORD}{}", WRITTEN[6]));
    assert!(
        came.iter()
            .any(|got| got.lines("authorization") == [format!("Basic {basic}")])
    );
    let query = format!("app_token={}&limit=1", WRITTEN[0]);
    let ping = format!("/{}/me/{}", WRITTEN[4], WRITTEN[5]);
    assert!(
        came.iter()
            .any(|got| got.path == ping && got.query == query)
    );
    let asked = grants.api.got();
    let query = format!("key={}", WRITTEN[1]);
    assert!(
        asked
            .iter()
            .any(|got| got.path == "/token" && got.query == query)
    );
    let mut secrets: Vec<String> = [PASSWORD, KEY, SECRET, &basic].map(str::to_owned).to_vec();
    secrets.extend(WRITTEN.map(str::to_owned));
    secrets.extend(grants.tokens());
    assert!(secrets.len() > 5, "no token was given");
    let encoded = secrets
        .iter()
        .map(|secret| form_urlencoded::byte_serialize(secret.as_bytes()).collect());
    let encoded: Vec<String> = encoded.collect();
    secrets.extend(encoded);
    let search = Search::new(&secrets);
    for answer in answers {
        assert!(!search.finds(answer.as_bytes()), "{answer}");
    }
    assert_eq!(search.within(folder.path()), [""; 0]);
    let log = std::fs::read_to_string(&log).unwrap();
    assert!(
        log.contains("/api/apps") || log.len() > 1_000,
        "the log is talkative"
    );
}
