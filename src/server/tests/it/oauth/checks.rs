//! What a program sees of a version, against a server that answers.

use encaixe_server::store::SERVER_FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::ConnectOptions as _;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::REDIRECT;
use crate::support::{Running, Visitor, expect};
use crate::webhooks::loopback;

/// A developer's server; its address.
async fn host() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = vec![0; 8_192];
            let length = stream.read(&mut bytes).await.unwrap_or_default();
            let asked = String::from_utf8_lossy(&bytes[..length]).into_owned();
            let path = asked.split([' ', '?']).nth(1).unwrap_or_default();
            let head = match path {
                "/moved" => "302 Found\r\nlocation: https://other.example/panel",
                "/closed" => "200 OK\r\nx-frame-options: DENY",
                "/open" => "200 OK\r\ncontent-security-policy: frame-ancestors *",
                "/bye" => "403 Forbidden",
                "/broken" => "500 Internal Server Error",
                _ => "404 Not Found",
            };
            let answer =
                format!("HTTP/1.1 {head}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            drop(stream.write_all(answer.as_bytes()).await);
        }
    });
    format!("http://127.0.0.1:{port}")
}

/// As if these addresses had been submitted, which are of this machine: none such is.
async fn leads_to(running: &Running, widget: &str, redirect: &str, revocation: &str) {
    let options = SqliteConnectOptions::new().filename(running.data().join(SERVER_FILE));
    let mut database = options.connect().await.unwrap();
    let widget = json!({"endpoint": widget, "classic": false}).to_string();
    sqlx::query(
        "UPDATE integration_version SET manifest =
            json_set(manifest, '$.widget', json($1), '$.redirectUris[0]', $2, '$.revocationUrl', $3)",
    )
    .bind(widget)
    .bind(redirect)
    .bind(revocation)
    .execute(&mut database)
    .await
    .unwrap();
    database.close().await.unwrap();
}

/// What came of each thing, by its kind.
async fn looked(by: &Visitor, review: &str) -> Vec<(String, String, String)> {
    let looked: Value = expect(by.post(&format!("{review}/checks")), StatusCode::OK).await;
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let items = looked["items"].as_array().unwrap().iter();
    items
        .map(|one| (text(one, "kind"), text(one, "outcome"), text(one, "seen")))
        .collect()
}

#[tokio::test]
async fn a_program_looks_at_each_address_of_a_version_before_a_person_does() {
    let running = Running::start_with(tempfile::tempdir().unwrap(), loopback).await;
    let admin = running.admin().await;
    let host = host().await;
    let new = json!({
        "name": "CRM", "description": {"en": "Shows orders."}, "redirectUris": [REDIRECT],
        "scopes": [{"scope": "storage"}], "installUrl": "https://crm.example/",
    });
    let made = admin.post_json("/api/integrations", &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let submit = json!({"step": "submit"});
    let submit = admin.post_json(&format!("/api/integrations/{id}/steps"), &submit);
    let _: Value = expect(submit, StatusCode::OK).await;
    let review = format!("/api/reviews/{id}");
    let at = |path: &str| format!("{host}{path}");
    let is = |seen: &(String, String, String), kind: &str, outcome: &str, words: &str| {
        assert_eq!(
            (seen.0.as_str(), seen.1.as_str()),
            (kind, outcome),
            "{seen:?}"
        );
        assert!(seen.2.contains(words), "{seen:?}");
    };

    leads_to(&running, &at("/open"), &at("/callback"), &at("/bye")).await;
    let seen = looked(&admin, &review).await;
    is(&seen[0], "endpoint", "passed", "200");
    is(&seen[1], "redirect_uri", "passed", "404");
    is(&seen[2], "revocation_url", "passed", "403");
    is(&seen[3], "texts", "failed", "description, storage");
    is(&seen[4], "install_url", "skipped", "");

    leads_to(&running, &at("/closed"), &at("/broken"), &at("/open")).await;
    let seen = looked(&admin, &review).await;
    is(&seen[0], "endpoint", "failed", "X-Frame-Options: DENY");
    is(&seen[1], "redirect_uri", "failed", "500");
    is(&seen[2], "revocation_url", "failed", "200");

    // What leads elsewhere is not what would be framed.
    leads_to(&running, &at("/moved"), &at("/callback"), &at("/bye")).await;
    let seen = looked(&admin, &review).await;
    is(
        &seen[0],
        "endpoint",
        "failed",
        "https://other.example/panel",
    );

    // Addresses that this server asks by no rule of its own are told so, and nothing is asked.
    leads_to(
        &running,
        "http://10.0.0.1/",
        "http://10.0.0.1/",
        "http://10.0.0.1/",
    )
    .await;
    let seen = looked(&admin, &review).await;
    assert!(seen[..3].iter().all(|one| one.1 == "failed"), "{seen:?}");
}
