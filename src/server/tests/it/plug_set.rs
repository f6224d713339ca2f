//! `PUT /api/integrations/update-webhooks`: as Plug's page has it, and nothing changes where it is refused.

use encaixe_api::webhook::{EventName, PlugSet};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, header, refused};

const PATH: &str = "/api/integrations/update-webhooks";

/// Addresses whose names lead nowhere, which may be saved.
fn set(host: &str) -> Value {
    let keys = PlugSet::KEYS.iter();
    keys.map(|key| {
        (
            (*key).to_owned(),
            json!(format!("https://{host}.invalid/{key}")),
        )
    })
    .collect::<serde_json::Map<_, _>>()
    .into()
}

async fn token(running: &Running, role: &str) -> String {
    let new = json!({"name": format!("plug {role}"), "role": role});
    let request = running.admin().await.post_json("/api/tokens", &new);
    let made: Value = expect(request, StatusCode::CREATED).await;
    made["secret"].as_str().unwrap().to_owned()
}

/// A request as Plug's page has it: the token without a scheme.
fn put(visitor: &Visitor, token: &str, body: &Value) -> reqwest::RequestBuilder {
    visitor.put_json(PATH, body).header("authorization", token)
}

#[tokio::test]
async fn a_set_is_written_whole_and_shown_as_it_is_in_force() {
    let running = Running::start().await;
    let (stranger, admin) = (running.stranger(), running.admin().await);
    let token = token(&running, "admin").await;
    refused(admin.get("/api/webhooks/plug"), 404).await;

    for (scheme, host) in [("", "a"), ("Bearer ", "b"), ("bearer ", "b")] {
        let value = format!("{scheme}{token}");
        let got: Value = expect(put(&stranger, &value, &set(host)), StatusCode::OK).await;
        assert_eq!(got, set(host));
        let shown: Value = admin.read("/api/webhooks/plug").await;
        assert_eq!(shown, set(host));
    }
    // What was changed of an endpoint, and one that was removed, is as it was, and signed by the same.
    let list: Value = admin.read("/api/webhooks").await;
    let ids: Vec<&str> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 7);
    let at = |id: &str| format!("/api/webhooks/{id}");
    let other = json!({"events": ["contact.changed"], "body": "standard", "enabled": false});
    let _: Value = expect(admin.patch(&at(ids[0]), &other), StatusCode::OK).await;
    let gone = admin.delete(&at(ids[1])).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    refused(admin.get("/api/webhooks/plug"), 404).await;
    let _: Value = expect(put(&stranger, &token, &set("b")), StatusCode::OK).await;
    let list: Value = admin.read("/api/webhooks").await;
    let mut secrets = std::collections::BTreeSet::new();
    for one in list["items"].as_array().unwrap() {
        let event = EventName::of_plug_key(one["plugKey"].as_str().unwrap()).unwrap();
        assert_eq!(one["events"], json!([event]));
        assert_eq!(
            (&one["body"], &one["enabled"]),
            (&json!("plug"), &json!(true))
        );
        let secret: Value = admin
            .read(&format!("{}/secret", at(one["id"].as_str().unwrap())))
            .await;
        secrets.insert(secret["secret"].as_str().unwrap().to_owned());
    }
    assert_eq!(secrets.len(), 1);
    assert_eq!(list["items"].as_array().unwrap().len(), 7);

    // Three times, since the third set was the same as the second.
    let log: Value = admin.read("/api/audit?area=webhooks").await;
    let kinds: Vec<_> = (log["items"].as_array().unwrap().iter())
        .filter(|one| one["kind"] == "plug_set_changed")
        .collect();
    assert_eq!(kinds.len(), 3, "{log}");
    for entry in kinds {
        assert_eq!(entry["actor"]["kind"], "token");
    }
    assert!(!log.to_string().contains("invalid/"));
}

#[tokio::test]
async fn the_description_has_the_keys_of_the_set() {
    let running = Running::start().await;
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let described = &api["components"]["schemas"]["PlugSet"];
    let properties = described["properties"].as_object().unwrap();
    for key in PlugSet::KEYS {
        assert!(properties.contains_key(*key), "{described}");
    }
    assert_eq!(properties.len(), PlugSet::KEYS.len());
    assert_eq!(described["additionalProperties"], false);
}

#[tokio::test]
async fn what_is_wrong_is_refused_in_order_and_nothing_changes() {
    let running = Running::start().await;
    let (stranger, admin) = (running.stranger(), running.admin().await);
    let token = token(&running, "admin").await;
    let agents = self::token(&running, "agent").await;
    let _: Value = expect(put(&stranger, &token, &set("first")), StatusCode::OK).await;

    // Another verb before anything else.
    for method in [Method::GET, Method::POST, Method::PATCH, Method::DELETE] {
        let answer = stranger.request(method.clone(), PATH).send().await.unwrap();
        assert_eq!(answer.status(), 405, "{method}");
        assert_eq!(header(&answer, "allow"), "PUT");
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["error"]["code"], "method_not_allowed");
    }
    // Then the token, whatever the body is.
    for authorization in [
        None,
        Some(String::new()),
        Some("enc_wrong".to_owned()),
        Some(format!("Basic {token}")),
        Some(agents.clone()),
        Some(format!("Bearer {agents}")),
    ] {
        let mut request = stranger.put(PATH).body("no JSON");
        if let Some(value) = &authorization {
            request = request.header("authorization", value);
        }
        let error = refused(request, 401).await;
        assert_eq!(error.code, "unauthenticated", "{authorization:?}");
    }
    // Without a scheme it is taken here alone.
    for path in ["/api/me", "/api/webhooks", "/api/webhooks/plug"] {
        let bearer = running.with_token(&token).get(path).send().await.unwrap();
        assert_eq!(bearer.status(), StatusCode::OK, "{path}");
        let raw = stranger.get(path).header("authorization", &token);
        assert_eq!(refused(raw, 401).await.code, "unauthenticated", "{path}");
    }
    // A cookie is none.
    let error = refused(admin.put_json(PATH, &set("cookie")), 401).await;
    assert_eq!(error.code, "unauthenticated");
    // Then the type of the body.
    for kind in [None, Some("text/plain")] {
        let mut request = stranger.put(PATH).header("authorization", &token);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        refused(request.body("{}"), 415).await;
    }
    // Then the body.
    let with = |key: &str, value: Value| {
        let mut set = set("second");
        set[key] = value;
        set
    };
    let mut without = set("second");
    without.as_object_mut().unwrap().remove("whenDisconnecting");
    for (body, key, code) in [
        (without, "whenDisconnecting", "missing"),
        (
            with("extra", json!("https://a.invalid/")),
            "extra",
            "unknown",
        ),
        (with("messageStatus", json!(7)), "messageStatus", "invalid"),
        (
            with("messageStatus", json!("http://a.invalid/")),
            "messageStatus",
            "not_https",
        ),
        (
            with("receiveMessage", json!("https://127.0.0.1/")),
            "receiveMessage",
            "not_public",
        ),
        (
            with("receiveMessage", json!("https://localhost/")),
            "receiveMessage",
            "not_public",
        ),
        (
            with("receiveMessage", json!("https://169.254.169.254/latest")),
            "receiveMessage",
            "not_public",
        ),
        (json!([]), ".", "invalid"),
    ] {
        let error = refused(put(&stranger, &token, &body), 401).await;
        assert_eq!(error.code, "invalid", "{body}");
        let found: Vec<_> = error
            .fields
            .iter()
            .map(|one| (one.path.as_str(), one.code.as_str()))
            .collect();
        assert_eq!(found, [(key, code)], "{body}");
    }
    for (text, path) in [
        ("{", "."),
        (
            r#"{"messageStatus": "https://a.invalid/", "messageStatus": "https://b.invalid/"}"#,
            "messageStatus",
        ),
    ] {
        let request = stranger.put(PATH).header("authorization", &token);
        let request = request
            .header("content-type", "application/json")
            .body(text);
        let error = refused(request, 401).await;
        assert!(error.fields.iter().any(|one| one.path == path), "{error:?}");
    }
    let shown: Value = admin.read("/api/webhooks/plug").await;
    assert_eq!(shown, set("first"));
}
