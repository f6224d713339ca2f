//! What installs nothing, and leaves nothing half installed.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::Shop;
use crate::support::{done, expect, refused};

#[tokio::test]
async fn a_click_is_good_once_and_one_that_nobody_made_never() {
    let mut shop = Shop::open().await;
    let nonce = shop.click().await;
    let made_up = refused(shop.asked("made up", json!({})).await, 410).await;
    assert_eq!(made_up.code, "click_expired");
    let other = refused(shop.asked(&nonce, json!({"version": 2})).await, 409).await;
    assert_eq!(other.code, "changed_meanwhile");
    // For nobody: the click is as good as before.
    let nobody = json!({"audience": "groups", "groups": ["nobody"]});
    refused(shop.asked(&nonce, nobody).await, 422).await;
    let none: Value = shop.admin.read("/api/installations").await;
    assert_eq!(none["items"], json!([]));
    let page: Value = shop
        .admin
        .read(&format!("/api/marketplace/{}", shop.id))
        .await;
    assert_eq!(
        (&page["installations"], &page["isInstalled"]),
        (&json!(0), &json!(false))
    );
    assert!(!shop.is_framed().await);
    shop.server.none(Duration::from_millis(200)).await;

    let _: Value = expect(shop.asked(&nonce, json!({})).await, StatusCode::CREATED).await;
    let page: Value = shop
        .admin
        .read(&format!("/api/marketplace/{}", shop.id))
        .await;
    assert_eq!(page["installations"], 1);
    let twice = refused(shop.asked(&nonce, json!({})).await, 409).await;
    assert_eq!(twice.code, "wrong_state");
    done(shop.admin.delete(&shop.path()), 204).await;
    let spent = refused(shop.asked(&nonce, json!({})).await, 410).await;
    assert_eq!(spent.code, "click_spent");
    let page: Value = shop
        .admin
        .read(&format!("/api/marketplace/{}", shop.id))
        .await;
    assert_eq!(page["installations"], 0);
}

#[tokio::test]
async fn no_program_no_agent_and_no_other_page_installs_anything() {
    let shop = Shop::open().await;
    let new = json!({"name": "program", "role": "admin"});
    let token: Value = expect(
        shop.admin.post_json("/api/tokens", &new),
        StatusCode::CREATED,
    )
    .await;
    let program = shop.running.with_token(token["secret"].as_str().unwrap());
    let click = format!("/api/marketplace/{}/click", shop.id);
    let body =
        json!({"integration": shop.id, "version": 1, "stamp": "0", "nonce": shop.click().await});
    for request in [
        program.post(&click),
        program.post_json("/api/installations", &body),
    ] {
        assert_eq!(refused(request, 403).await.code, "needs_person");
    }
    let agent = shop.running.agent().await;
    for request in [
        agent.post(&click),
        agent.post_json("/api/installations", &body),
        agent.get("/api/installations"),
    ] {
        refused(request, 403).await;
    }
    // Agents see what there is.
    let _: Value = agent.read("/api/marketplace").await;
    let elsewhere = shop
        .running
        .admin()
        .await
        .at_origin(Some("https://crm.example"));
    let from_there = elsewhere.post_json("/api/installations", &body);
    assert_eq!(refused(from_there, 403).await.code, "wrong_origin");
}

#[tokio::test]
async fn what_the_integration_decides_of_its_page_no_admin_changes() {
    let shop = Shop::open().await;
    let installed = shop.install().await;
    let plugin = format!("/api/plugins/{}", installed["plugin"].as_str().unwrap());
    for (field, value) in [
        ("endpoint", json!("https://other.example/")),
        ("classic", json!(true)),
        ("scopes", json!(["contact:read", "contact:write"])),
        ("scopes", json!(["*"])),
    ] {
        let error = refused(shop.admin.patch(&plugin, &json!({field: value})), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            (field, "installed")
        );
    }
    let error = refused(shop.admin.delete(&plugin), 422).await;
    assert!(
        error.fields[0].message.contains("uninstall it instead"),
        "{error:?}"
    );
    let own = json!({"name": "Nosso CRM", "scopes": ["contact:read"], "enabled": false});
    let changed: Value = expect(shop.admin.patch(&plugin, &own), StatusCode::OK).await;
    assert_eq!(
        (&changed["name"], &changed["integration"]),
        (&json!("Nosso CRM"), &json!(shop.id))
    );
}
