//! One shape for everything that says no.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use crate::support::{Running, expect, header, refused};

#[tokio::test]
async fn an_address_that_is_not_there_answers_in_json_under_api() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for path in [
        "/api",
        "/api/",
        "/api/none",
        "/api/conversations/955/none",
        "/api/openapi",
    ] {
        assert_eq!(
            refused(admin.get(path), 404).await.code,
            "not_found",
            "{path}"
        );
    }
    refused(running.stranger().get("/api/none"), 401).await;
}

#[tokio::test]
async fn a_wrong_method_is_told_which_ones_there_are() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (method, path, allow) in [
        (Method::PUT, "/api/plugins", "GET,HEAD,POST"),
        (Method::DELETE, "/api/me", "GET,HEAD"),
        (Method::GET, "/api/sign-out", "POST"),
        (Method::POST, "/health", "GET,HEAD"),
        (Method::POST, "/inbox", "GET,HEAD"),
    ] {
        let answer = admin.request(method, path).send().await.unwrap();
        assert_eq!(answer.status(), 405, "{path}");
        assert_eq!(header(&answer, "allow"), allow, "{path}");
        let body: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(body["error"]["code"], "method_not_allowed");
    }
}

#[tokio::test]
async fn a_body_is_refused_by_what_is_wrong_with_it() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let send = |kind: &'static str, body: String| {
        admin
            .post("/api/plugins")
            .header(CONTENT_TYPE, kind)
            .body(body)
    };
    let json = "application/json";
    for body in [
        "",
        "{",
        "{\"name\": 1,}",
        "[1] 2",
        "\u{7f}",
        "\"\\ud800\"",
        "\"\0\"",
    ] {
        assert_eq!(
            refused(send(json, body.into()), 400).await.code,
            "malformed",
            "{body}"
        );
    }
    for (body, path) in [
        ("[]", "."),
        ("{\"name\": 1, \"endpoint\": \"x\"}", "name"),
        ("{\"name\": \"x\"}", "."),
        (
            "{\"name\": \"x\", \"endpoint\": \"x\", \"enabled\": \"yes\"}",
            "enabled",
        ),
        // U+0000 is refused wherever it stands.
        ("\"\\u0000\"", "."),
        ("{\"name\": \"a\\u0000b\", \"endpoint\": \"x\"}", "name"),
        ("{\"more\\u0000\": 1}", "more"),
    ] {
        let error = refused(send(json, body.into()), 422).await;
        assert_eq!(
            (error.code.as_str(), error.fields[0].path.as_str()),
            ("invalid", path),
            "{body}"
        );
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let error = refused(send(kind, "{}".into()), 415).await;
        assert_eq!(error.code, "unsupported_media_type");
    }
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(1 << 20));
    assert_eq!(refused(send(json, large), 413).await.code, "too_large");
}

#[tokio::test]
async fn a_body_may_say_its_charset() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let request = admin
        .post("/api/plugins")
        .header(CONTENT_TYPE, "application/json; charset=utf-8")
        .body("{\"name\": \"x\", \"endpoint\": \"https://example.com\"}");
    let made: serde_json::Value = expect(request, reqwest::StatusCode::CREATED).await;
    assert_eq!(made["endpoint"], "https://example.com/");
}
