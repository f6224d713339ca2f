//! What a company registers of an integration, and its secrets.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::cli::{run, text};
use crate::support::{Running, done, expect, refused};

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_makes_an_integration_and_sees_its_secret_once() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let none: Value = admin.read("/api/integrations").await;
    assert_eq!(none["items"], json!([]));
    assert!(
        !running.data().join("server.db").exists(),
        "asking makes nothing"
    );

    let whole = json!({
        "name": " CRM ",
        "description": {"pt-BR": "Mostra pedidos.", "en": "Shows orders."},
        "redirectUris": ["https://crm.example/callback", "http://127.0.0.1/cb"],
        "scopes": [{"scope": "contact:read", "reason": {"pt-BR": "Para achar pedidos.", "en": "To find orders."}}],
        "profile": "kommo",
    });
    let request = admin.post_json("/api/integrations", &whole);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let location = answer.headers()["location"].to_str().unwrap().to_owned();
    let made: Value = answer.json().await.unwrap();
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        (id.len(), location),
        (36, format!("/api/integrations/{id}"))
    );
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("ens_") && secret.len() == 47, "{secret}");
    assert_eq!(
        (&made["name"], &made["state"]),
        (&json!("CRM"), &json!("draft"))
    );

    let path = format!("/api/integrations/{id}");
    let shown: Value = admin.read(&path).await;
    for field in ["description", "redirectUris", "scopes", "profile"] {
        assert_eq!(shown[field], whole[field]);
    }
    assert_eq!(shown.get("secret"), None);
    assert_eq!(shown["secrets"][0]["endsAt"], Value::Null);
    let list: Value = admin.read("/api/integrations").await;
    assert_eq!(list["items"], json!([shown]));
    // It lies nowhere in the clear.
    for file in ["server.db", "server.db-wal", "encaixe.db", "encaixe.db-wal"] {
        let bytes = std::fs::read(running.data().join(file)).unwrap_or_default();
        let is_there = bytes
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!is_there, "{file}");
    }

    let patch = json!({"name": "CRM 2", "redirectUris": []});
    let changed: Value = expect(admin.patch(&path, &patch), StatusCode::OK).await;
    assert_eq!(
        (&changed["name"], &changed["redirectUris"]),
        (&json!("CRM 2"), &json!([]))
    );
    assert_eq!(changed["scopes"], whole["scopes"]);
    done(admin.delete(&path), 204).await;
    for request in [
        admin.get(&path),
        admin.delete(&path),
        admin.patch(&path, &json!({"name": "X"})),
        admin.post_json(&format!("{path}/rotate"), &json!({})),
    ] {
        assert_eq!(refused(request, 404).await.code, "not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_integration_may_not_be_is_told_field_by_field() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    refused(agent.get("/api/integrations"), 403).await;
    let long = "a".repeat(65_001);
    for (body, path) in [
        (json!({"name": ""}), "name"),
        (json!({"name": "a".repeat(256)}), "name"),
        (
            json!({"name": "A", "description": {"en": long}}),
            "description.en",
        ),
        (
            json!({"name": "A", "redirectUris": ["http://crm.example/"]}),
            "redirectUris[0]",
        ),
        (
            json!({"name": "A", "redirectUris": ["https://a.example/", "https://a.example/"]}),
            "redirectUris[1]",
        ),
        (
            json!({"name": "A", "scopes": [{"scope": "*"}]}),
            "scopes[0].scope",
        ),
        (
            json!({"name": "A", "scopes": [{"scope": "all"}]}),
            "scopes[0].scope",
        ),
        (
            json!({"name": "A", "scopes": [{"scope": "storage", "reason": {"pt-BR": "a".repeat(501)}}]}),
            "scopes[0].reason.pt-BR",
        ),
        (json!({"name": "A", "profile": "plug"}), "profile"),
        (json!({"name": "A", "category": "games"}), "category"),
        (
            json!({"name": "A", "logo": "data:image/png;base64,AAAA"}),
            "logo",
        ),
        (
            json!({"name": "A", "revocationUrl": "http://crm.example/"}),
            "revocationUrl",
        ),
        (
            json!({"name": "A", "installUrl": "crm.example"}),
            "installUrl",
        ),
        (
            json!({"name": "A", "widget": {"endpoint": "http://crm.example/"}}),
            "widget.endpoint",
        ),
        (json!({"name": "A", "state": "published"}), "state"),
    ] {
        let error = refused(admin.post_json("/api/integrations", &body), 422).await;
        assert_eq!(error.fields[0].path, path);
    }
    let most =
        json!({"name": "a".repeat(255), "description": {"en": &long[1..], "pt-BR": &long[1..]}});
    let made: Value = expect(
        admin.post_json("/api/integrations", &most),
        StatusCode::CREATED,
    )
    .await;
    let rotate = format!("/api/integrations/{}/rotate", made["id"].as_str().unwrap());
    let error = refused(admin.post_json(&rotate, &json!({"overlapHours": 721})), 422).await;
    assert_eq!(error.fields[0].path, "overlapHours");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_secrets_are_good_during_a_rotation_and_another_vault_key_opens_both() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let made = admin.post_json("/api/integrations", &json!({"name": "CRM"}));
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let rotate = format!("/api/integrations/{id}/rotate");
    let mut secrets = vec![made["secret"].clone()];
    for _ in 0..2 {
        let again: Value = expect(admin.post_json(&rotate, &json!({})), StatusCode::OK).await;
        assert_eq!(again["secrets"].as_array().unwrap().len(), 2);
        assert_eq!(again["secrets"][0]["endsAt"], Value::Null);
        assert!(again["secrets"][1]["endsAt"].is_string());
        secrets.insert(0, again["secret"].clone());
    }
    let key = std::fs::read_to_string(running.data().join("vault.key")).unwrap();
    let said = run(running.data(), &["key", "rotate"]);
    assert!(text(&said).contains("secrets are sealed"));
    assert_ne!(
        std::fs::read_to_string(running.data().join("vault.key")).unwrap(),
        key
    );
    assert_eq!(good(&running, id).await, secrets[..2]);

    let alone: Value = expect(
        admin.post_json(&rotate, &json!({"overlapHours": 0})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(alone["secrets"].as_array().unwrap().len(), 1);
    assert_eq!(good(&running, id).await, [alone["secret"].clone()]);
}

/// The secrets that are good now, the newest first.
async fn good(running: &Running, id: &str) -> Vec<Value> {
    let store = encaixe_server::store::server::ServerStore::open(running.data())
        .await
        .unwrap();
    let vault = running.server.app().store.vault();
    let found = store.integration_secrets(&id.into(), vault).await.unwrap();
    store.close().await;
    found.into_iter().map(Value::String).collect()
}
