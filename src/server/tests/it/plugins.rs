//! The registry.

use encaixe_api::inbox::Page;
use encaixe_api::plugin::{Frame, FrameState, Plugin, Secret};
use encaixe_server::store::FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::{Running, Visitor, done, expect, header, refused};

async fn create(admin: &Visitor, body: Value) -> Plugin {
    expect(admin.post("/api/plugins").json(&body), StatusCode::CREATED).await
}

#[tokio::test]
async fn a_plugin_is_registered_read_changed_and_removed() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let answer = admin
        .post("/api/plugins")
        .json(&json!({"name": "  CRM ", "endpoint": "HTTPS://Crm.example.com/p", "icon": "📇"}))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 201);
    let location = header(&answer, "location");
    let made: Value = answer.json().await.unwrap();
    assert_eq!(
        location,
        format!("/api/plugins/{}", made["id"].as_str().unwrap())
    );
    assert_eq!(made["name"], "CRM");
    assert_eq!(made["endpoint"], "https://crm.example.com/p");
    assert_eq!(
        (&made["dev"], &made["enabled"], &made["classic"]),
        (&json!(false), &json!(true), &json!(false))
    );
    assert_eq!(made["lastState"], Value::Null);

    let read: Value = admin.read(&location).await;
    assert_eq!(read, made);
    let list: Page<Plugin> = admin.read("/api/plugins").await;
    let names: Vec<_> = list.items.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((names, list.next), (vec!["Demo", "Console", "CRM"], None));

    let patch = json!({"name": "Cadastro", "classic": true, "enabled": false, "icon": ""});
    let changed: Plugin = expect(admin.patch(&location, &patch), StatusCode::OK).await;
    assert_eq!((changed.name.as_str(), changed.icon), ("Cadastro", None));
    assert!(changed.classic && !changed.enabled);
    assert_eq!(changed.endpoint, "https://crm.example.com/p");

    done(admin.delete(&location), 204).await;
    for request in [
        admin.get(&location),
        admin.delete(&location),
        admin.patch(&location, &json!({})),
        admin.get(&format!("{location}/secret")),
        admin.post(&format!("{location}/secret/rotate")),
    ] {
        assert_eq!(refused(request, 404).await.code, "not_found");
    }
}

#[tokio::test]
async fn an_address_is_refused_with_the_reason_of_the_one_parser() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let own = running.origin();
    let port = running.server.page_addr().port();
    for (endpoint, code) in [
        (String::new(), "empty"),
        ("plugins.example.com/p".into(), "not_absolute"),
        ("ftp://plugins.example.com/p".into(), "scheme"),
        ("javascript:alert(1)".into(), "opaque_origin"),
        ("http://plugins.example.com/p".into(), "insecure"),
        ("https://a:b@plugins.example.com/".into(), "user_info"),
        ("https://plugins.example.com/#p".into(), "fragment"),
        (format!("{own}/p"), "own_host"),
        ("http://127.0.0.1:5173/p".into(), "own_host"),
        ("https://127.1:8443/p".into(), "own_host"),
        (format!("http://localhost:{port}/p"), "page_loopback"),
    ] {
        let body = json!({"name": "CRM", "endpoint": endpoint});
        let error = refused(admin.post("/api/plugins").json(&body), 422).await;
        assert_eq!(error.code, "invalid");
        assert_eq!(error.fields.len(), 1);
        assert_eq!(error.fields[0].path, "endpoint");
        assert_eq!(error.fields[0].code, code, "{endpoint}");
        assert!(!error.fields[0].message.is_empty());
    }
}

#[tokio::test]
async fn the_longest_address_is_one_that_a_frame_can_have() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let at = |count: usize| format!("https://a.example/{}", "x".repeat(count - 18));
    // What is added: `?auth_secret=`, a secret, `&dark_mode=false`.
    let longest = json!({"name": "CRM", "endpoint": at(2_048 - 72)});
    let made = create(&admin, longest).await;
    let frames: Vec<Frame> = admin.read("/api/frames").await;
    let frame = frames.iter().find(|one| one.id == made.id).unwrap();
    assert_eq!(frame.src.len() + "&dark_mode=false".len(), 2_048);

    // Short as typed, long as a browser writes it.
    let path = format!("/api/plugins/{}", made.id);
    for endpoint in [
        at(2_049 - 72),
        format!("https://a.example/{}", "ã".repeat(400)),
    ] {
        let body = json!({"name": "CRM", "endpoint": endpoint});
        let error = refused(admin.post("/api/plugins").json(&body), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            ("endpoint", "too_long")
        );
        refused(admin.patch(&path, &json!({"endpoint": endpoint})), 422).await;
    }

    // A longer one that was taken before stays as it is, whatever else of it changes.
    let old = at(3_000);
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let pool = SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("UPDATE plugin SET endpoint = $1 WHERE id = $2")
        .bind(&old)
        .bind(made.id.as_str())
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let body = json!({"name": "Old", "endpoint": old, "enabled": true});
    let kept: Plugin = expect(admin.patch(&path, &body), StatusCode::OK).await;
    assert_eq!((kept.name.as_str(), &kept.endpoint), ("Old", &old));
    let frames: Vec<Frame> = admin.read("/api/frames").await;
    assert!(frames.iter().any(|one| one.src.starts_with(&old)));
    let body = json!({"endpoint": format!("{old}x")});
    refused(admin.patch(&path, &body), 422).await;
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once_and_nothing_is_kept() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = json!({"name": " ", "endpoint": "x", "icon": "x".repeat(65)});
    let error = refused(admin.post("/api/plugins").json(&body), 422).await;
    let paths: Vec<_> = error.fields.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["name", "endpoint", "icon"]);

    let long = json!({"name": "á".repeat(61), "endpoint": "https://example.com"});
    let error = refused(admin.post("/api/plugins").json(&long), 422).await;
    assert_eq!(error.fields[0].code, "too_long");
    let longest = json!({"name": "á".repeat(60), "endpoint": "https://example.com"});
    let made = create(&admin, longest).await;

    let patch = json!({"name": "", "enabled": false});
    refused(
        admin.patch(&format!("/api/plugins/{}", made.id), &patch),
        422,
    )
    .await;
    let list: Page<Plugin> = admin.read("/api/plugins").await;
    let kept: Vec<_> = list
        .items
        .iter()
        .map(|one| (one.name.as_str(), one.enabled))
        .collect();
    let name = "á".repeat(60);
    assert_eq!(
        kept,
        [("Demo", true), ("Console", false), (name.as_str(), true)]
    );
}

#[tokio::test]
async fn another_address_forgets_the_last_state_and_the_same_one_does_not() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body = json!({"name": "CRM", "endpoint": "https://crm.example.com/p"});
    let made = create(&admin, body).await;
    let path = format!("/api/plugins/{}", made.id);
    let report =
        json!({"state": "blocked", "reason": "path", "seen": "https://crm.example.com/p/"});
    done(
        admin
            .post(&format!("/api/frames/{}/state", made.id))
            .json(&report),
        204,
    )
    .await;

    let same = json!({"endpoint": "https://CRM.example.com/p"});
    let kept: Plugin = expect(admin.patch(&path, &same), StatusCode::OK).await;
    let state = kept.last_state.unwrap();
    assert_eq!(state.state, FrameState::Blocked);
    assert_eq!(state.seen.as_deref(), Some("https://crm.example.com/p/"));

    let other = json!({"endpoint": "https://crm.example.com/p/"});
    let moved: Plugin = expect(admin.patch(&path, &other), StatusCode::OK).await;
    assert_eq!(moved.last_state, None);
}

#[tokio::test]
async fn a_secret_is_shown_and_rotated_and_reaches_the_frame() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let body =
        json!({"name": "CRM", "endpoint": "https://crm.example.com/p?a=1&auth_secret=mine&b=2"});
    let made = create(&admin, body).await;
    let path = format!("/api/plugins/{}/secret", made.id);
    let first: Secret = admin.read(&path).await;
    let request = admin.post(&format!("{path}/rotate"));
    let second: Secret = expect(request, StatusCode::OK).await;
    assert_ne!(first, second);
    assert_eq!(second, admin.read(&path).await);
    assert_eq!(second.secret.len(), 43);

    let frames: Value = admin.read("/api/frames").await;
    assert_eq!(
        frames[1]["src"],
        format!(
            "https://crm.example.com/p?a=1&auth_secret={}&b=2",
            second.secret
        )
    );
}
