//! The marketplace, and what a company let in from it.

use std::time::Duration;

use encaixe_api::integration::IntegrationManifest;
use encaixe_protocol::scope::Grants;
use encaixe_server::actor::Actor;
use encaixe_server::random::sha256_hex;
use encaixe_server::store::grant::NewCode;
use encaixe_server::store::installation::Taken;
use encaixe_server::time::{self, MINUTE};
use serde_json::{Value, json};

use super::{Desk, id};
use crate::support::{ANA, Running};

/// A square.
const LOGO: &str = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0naHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmcnPjxwYXRoIGQ9J00wIDBoOHY4SDB6Jy8+PC9zdmc+";

pub(super) async fn installations(desk: &mut Desk<'_>, running: &Running) {
    let new = json!({"name": "CRM", "redirectUris": ["https://crm.invalid/cb"], "scopes": [{"scope": "contact:read"}],
        "widget": {"endpoint": "https://crm.invalid/widget"}, "logo": LOGO, "revocationUrl": "https://crm.invalid/out"});
    let made = desk.post("/api/integrations", new).await;
    let integration = id(&made).to_owned();
    desk.get("/api/marketplace?search=crm&category=other").await;
    let page = format!("/api/marketplace/{integration}");
    let shown = desk.get(&page).await;
    desk.get(shown["logo"].as_str().unwrap()).await;
    let click = desk.post(&format!("{page}/click"), Value::Null).await;
    let new = json!({"integration": integration, "version": 1, "stamp": shown["stamp"], "nonce": click["nonce"]});
    let installed = desk.post("/api/installations", new).await;
    let one = format!("/api/installations/{integration}");
    // Its server is told meanwhile, and nobody answers.
    while desk.get(&one).await["told"] == Value::Null {
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    desk.get("/api/installations").await;
    desk.patch(&one, json!({"paused": true})).await;
    desk.patch(&one, json!({"paused": false})).await;
    let plugin = format!("/api/plugins/{}", installed["plugin"].as_str().unwrap());
    desk.patch(&plugin, json!({"scopes": ["contact:read"]}))
        .await;

    // What moderators and newer versions do.
    let store = &running.server.app().store;
    let id = integration.as_str().into();
    let writer = store.by(Actor::System);
    writer.suspend_installation(&id, true).await.unwrap();
    writer.suspend_installation(&id, false).await.unwrap();
    let manifest: IntegrationManifest = store
        .installation(&id)
        .await
        .unwrap()
        .unwrap()
        .agreed
        .unwrap();
    for endpoint in [
        Some("https://crm.invalid/other"),
        None,
        Some("https://crm.invalid/"),
    ] {
        let taken = Taken {
            version: 2,
            manifest: &manifest,
            endpoint,
            scopes: &Grants::parse("contact:read").unwrap(),
        };
        writer.update_installation(&id, taken).await.unwrap();
        writer.agree_to(&id, taken, None).await.unwrap();
    }
    let scopes = Grants::parse("contact:read").unwrap();
    let taken = Taken {
        version: 3,
        manifest: &manifest,
        endpoint: Some("https://crm.invalid/"),
        scopes: &scopes,
    };
    let code = NewCode {
        hash: &sha256_hex("code"),
        integration: &id,
        name: "CRM",
        scopes: &scopes,
        member: &ANA.into(),
        redirect: "https://crm.invalid/cb",
        is_redirect_due: false,
        challenge: None,
        until: time::now() + MINUTE,
    };
    writer.agree_to(&id, taken, Some(&code)).await.unwrap();
    store.granted_scopes(&id).await.unwrap();
    desk.delete(&one).await;
    desk.delete(&format!("/api/integrations/{integration}"))
        .await;
}
