//! The one-time user token: who has the page of an installed integration before them, signed with the integration's client secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use encaixe_api::plugin::PLUGIN_HEADER;
use reqwest::StatusCode;
use ring::hmac;
use serde_json::{Value, json};

use crate::support::{ANA, BRUNO, Running, Visitor, expect, refused};
use crate::webhooks::loopback;

/// Nobody listens there, so that the server learns at once that nobody takes the code.
const REDIRECT: &str = "http://127.0.0.1:9/cb?shop=7";

/// An integration with a page that the first company installed.
struct Installed {
    id: String,
    secret: String,
    plugin: String,
}

async fn start() -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), loopback).await
}

/// Makes one and installs it, as the page does after a click.
async fn install(admin: &Visitor, profile: &str) -> Installed {
    let new = json!({
        "name": "CRM", "redirectUris": [REDIRECT], "profile": profile, "scopes": [{"scope": "contact:read"}],
        "widget": {"endpoint": "https://crm.example/panel"},
    });
    let made = admin.post_json("/api/integrations", &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let click = admin.post(&format!("/api/marketplace/{id}/click"));
    let click: Value = expect(click, StatusCode::OK).await;
    let listed: Value = admin.read(&format!("/api/marketplace/{id}")).await;
    let body = json!({"integration": id, "version": listed["version"], "stamp": listed["stamp"], "nonce": click["nonce"]});
    let installed = admin.post_json("/api/installations", &body);
    let installed: Value = expect(installed, StatusCode::CREATED).await;
    Installed {
        id,
        secret: made["secret"].as_str().unwrap().to_owned(),
        plugin: installed["plugin"].as_str().unwrap().to_owned(),
    }
}

fn ask(who: &Visitor, plugin: &str) -> reqwest::RequestBuilder {
    who.post_json(&format!("/api/frames/{plugin}/token"), &json!({}))
}

/// What a token says, after whoever has the secret found that it is good: header, signature and times, as RFC 7515 and 7519 have them.
fn verified(token: &str, secret: &str) -> Value {
    let json = |part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let (said, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = said.split_once('.').unwrap();
    let header: Value = json(header);
    assert_eq!(header, json!({"alg": "HS256", "typ": "JWT"}));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    hmac::verify(&key, said.as_bytes(), &signature).unwrap();
    json(claims)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_integration_of_kommos_profile_gets_a_token_that_its_secret_signs() {
    let running = start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let Installed { id, secret, plugin } = install(&admin, "kommo").await;
    let me: Value = admin.read("/api/me").await;
    let mut seen = Vec::new();
    for (who, user, is_admin) in [
        (&agent, BRUNO, false),
        (&admin, ANA, true),
        (&agent, BRUNO, false),
    ] {
        let answer: Value = expect(ask(who, &plugin), StatusCode::OK).await;
        // None is kept by the page.
        assert_eq!(answer["expiresIn"], 0);
        let claims = verified(answer["token"].as_str().unwrap(), &secret);
        let made = claims["iat"].as_i64().unwrap();
        let now = encaixe_server::time::now() / 1_000;
        assert!((now - 5..=now).contains(&made), "{made} and {now}");
        let expected = json!({
            "iss": running.origin(), "aud": "http://127.0.0.1:9", "jti": claims["jti"], "iat": made, "nbf": made,
            "exp": made + 1_800, "account_id": me["workspace"]["id"], "subdomain": "", "client_uuid": id,
            "user_id": user, "is_admin": is_admin,
        });
        assert_eq!(claims, expected);
        seen.push(claims["jti"].as_str().unwrap().to_owned());
    }
    assert_eq!(seen[0].len(), 36);
    assert_ne!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2], "each call has its own");

    // Of two secrets the newer one signs.
    let rotate = format!("/api/integrations/{id}/rotate");
    let rotated: Value = expect(admin.post_json(&rotate, &json!({})), StatusCode::OK).await;
    let answer: Value = expect(ask(&agent, &plugin), StatusCode::OK).await;
    let newer = rotated["secret"].as_str().unwrap();
    assert_ne!(newer, secret);
    verified(answer["token"].as_str().unwrap(), newer);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_no_member_another_page_and_one_that_is_paused_get_none() {
    let running = start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let Installed { id, plugin, .. } = install(&admin, "kommo").await;
    refused(ask(&running.stranger(), &plugin), 401).await;
    refused(ask(&running.program().await, &plugin), 403).await;
    let demo = running.demo_plugin().await;
    refused(ask(&agent, &plugin).header(PLUGIN_HEADER, demo), 403).await;
    let path = format!("/api/installations/{id}");
    for (paused, status) in [(true, 404), (false, 200)] {
        let patch = admin.patch(&path, &json!({"paused": paused}));
        let _: Value = expect(patch, StatusCode::OK).await;
        let answer = ask(&agent, &plugin).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{paused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_an_integration_of_the_default_profile_gets_a_plugins_token() {
    let running = start().await;
    let admin = running.admin().await;
    let Installed { plugin, .. } = install(&admin, "default").await;
    let answer: Value = expect(ask(&admin, &plugin), StatusCode::OK).await;
    assert_eq!(answer["expiresIn"], 300);
    let token = answer["token"].as_str().unwrap();
    let claims = token.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
    assert_eq!(
        (&claims["aud"], &claims["plugin"], &claims["sub"]),
        (&json!("https://crm.example"), &json!(plugin), &json!(ANA))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_with_other_rules_changes_the_token_once_somebody_agreed_to_it() {
    let running = start().await;
    let admin = running.admin().await;
    let Installed { id, secret, plugin } = install(&admin, "default").await;
    let path = format!("/api/integrations/{id}");
    let other = json!({"profile": "kommo", "redirectUris": ["http://127.0.0.1:9/b", REDIRECT]});
    let _: Value = expect(admin.patch(&path, &other), StatusCode::OK).await;
    let path = format!("/api/installations/{id}");
    let installed: Value = admin.read(&path).await;
    let version = &installed["waiting"]["version"];
    assert!(version.is_number(), "{installed}");
    let answer: Value = expect(ask(&admin, &plugin), StatusCode::OK).await;
    assert_eq!(answer["expiresIn"], 300);

    let agree = admin.patch(
        &path,
        &json!({"version": version, "stamp": installed["waiting"]["stamp"]}),
    );
    let _: Value = expect(agree, StatusCode::OK).await;
    let answer: Value = expect(ask(&admin, &plugin), StatusCode::OK).await;
    assert_eq!(answer["expiresIn"], 0);
    let claims = verified(answer["token"].as_str().unwrap(), &secret);
    assert_eq!(claims["client_uuid"], json!(id));
}
