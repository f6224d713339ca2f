//! Installing from the marketplace: by a click, with one request to the integration's server, and out again.

mod changes;
mod refused;
mod shown;
mod walk;

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::query;
use crate::support::{Running, Visitor, done, expect, refused};
use crate::webhooks::{Got, Receiver, Reply, loopback};

/// A contact of the demo workspace.
const CONTACT: &str = "/api/contacts/7001";

/// A server whose requests reach this machine, an integration of its company with a page, and that one's server.
struct Shop {
    running: Running,
    admin: Visitor,
    server: Receiver,
    id: String,
    secret: String,
}

/// What is written of the integration.
fn manifest(redirect: &str) -> Value {
    json!({
        "name": "CRM", "redirectUris": [redirect], "widget": {"endpoint": "https://crm.example/widget"},
        "description": {"pt-BR": "Clientes e negócios.", "en": "Customers and deals."}, "category": "crm",
        "scopes": [{"scope": "contact:read", "reason": {"pt-BR": "Mostra o contato.", "en": "Shows the contact."}},
            {"scope": "conversation:read"}],
    })
}

impl Shop {
    async fn new(behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static) -> Self {
        let server = Receiver::that(behaviour).await;
        let redirect = server.url.clone();
        Self::with(server, &redirect).await
    }

    /// One whose integration names another redirect URI.
    async fn with(server: Receiver, redirect: &str) -> Self {
        let running = Running::start_with(tempfile::tempdir().unwrap(), loopback).await;
        let admin = running.admin().await;
        let made = admin.post_json("/api/integrations", &manifest(redirect));
        let made: Value = expect(made, StatusCode::CREATED).await;
        Self {
            running,
            admin,
            server,
            id: made["id"].as_str().unwrap().to_owned(),
            secret: made["secret"].as_str().unwrap().to_owned(),
        }
    }

    /// One whose server takes everything.
    async fn open() -> Self {
        Self::new(|_| Reply::with(204)).await
    }

    fn path(&self) -> String {
        format!("/api/installations/{}", self.id)
    }

    /// What a click gives.
    async fn click(&self) -> String {
        let click = self
            .admin
            .post(&format!("/api/marketplace/{}/click", self.id));
        let click: Value = expect(click, StatusCode::OK).await;
        click["nonce"].as_str().unwrap().to_owned()
    }

    /// A request that installs it, with more fields.
    async fn asked(&self, nonce: &str, more: Value) -> RequestBuilder {
        let listed: Value = self
            .admin
            .read(&format!("/api/marketplace/{}", self.id))
            .await;
        let mut body =
            json!({"integration": self.id, "version": 1, "stamp": listed["stamp"], "nonce": nonce});
        let more = more.as_object().cloned().unwrap_or_default();
        body.as_object_mut().unwrap().extend(more);
        self.admin.post_json("/api/installations", &body)
    }

    async fn install(&self) -> Value {
        let request = self.asked(&self.click().await, json!({})).await;
        expect(request, StatusCode::CREATED).await
    }

    /// The installation, once it is as is awaited.
    async fn once(&self, is: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        for _ in 0..400 {
            last = self.admin.read(&self.path()).await;
            if is(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{last:#}");
    }

    /// Whether an agent has its page.
    async fn is_framed(&self) -> bool {
        let frames: Value = self.running.agent().await.read("/api/frames").await;
        let mut frames = frames.as_array().unwrap().iter();
        frames.any(|frame| frame["name"] == "CRM")
    }

    fn exchange(&self, more: &Value) -> RequestBuilder {
        let mut body = json!({"client_id": self.id, "client_secret": self.secret});
        let more = more.as_object().cloned().unwrap_or_default();
        body.as_object_mut().unwrap().extend(more);
        let stranger = self.running.stranger();
        stranger.post_json("/oauth2/access_token", &body)
    }
}

#[tokio::test]
async fn a_click_installs_it_its_server_takes_its_tokens_and_all_of_it_ends_when_it_is_taken_out() {
    let mut shop = Shop::open().await;
    let listed: Value = shop
        .admin
        .read("/api/marketplace?search=NEGOCIOS&category=crm")
        .await;
    let listed = &listed["items"][0];
    assert_eq!(
        (
            &listed["name"],
            &listed["isInstalled"],
            &listed["publishedAt"]
        ),
        (&json!("CRM"), &json!(false), &Value::Null)
    );
    let nothing: Value = shop.admin.read("/api/marketplace?category=finance").await;
    assert_eq!(nothing["items"], json!([]));
    let page: Value = shop
        .admin
        .read(&format!("/api/marketplace/{}", shop.id))
        .await;
    assert_eq!(
        (&page["widgetOrigin"], &page["isOffered"], &page["version"]),
        (&json!("https://crm.example"), &json!(true), &json!(1))
    );

    let installed = shop.install().await;
    assert_eq!(installed["state"], "waiting");
    assert_eq!(installed["scopes"][0]["reason"]["en"], "Shows the contact.");
    assert!(shop.is_framed().await);
    let got = shop.server.next().await;
    let told = query(&format!("{}?{}", shop.server.url, got.query));
    let place = shop.running.origin().replace("http://", "");
    assert_eq!(got.method, "GET");
    assert_eq!(
        (told["referer"].as_str(), told["from_widget"].as_str()),
        (place.as_str(), "1")
    );
    shop.once(|now| now["told"]["status"] == 204).await;

    let code = json!({"grant_type": "authorization_code", "code": told["code"], "redirect_uri": shop.server.url});
    let tokens: Value = expect(shop.exchange(&code), StatusCode::OK).await;
    let program = shop
        .running
        .with_token(tokens["access_token"].as_str().unwrap());
    let _: Value = program.read(CONTACT).await;
    shop.once(|now| now["state"] == "active").await;

    for (is_paused, state) in [(true, "paused"), (false, "active")] {
        let patch = shop
            .admin
            .patch(&shop.path(), &json!({"paused": is_paused}));
        let patched: Value = expect(patch, StatusCode::OK).await;
        assert_eq!(patched["state"], state);
        assert_eq!(shop.is_framed().await, !is_paused);
        let status = program.get(CONTACT).send().await.unwrap().status();
        assert_eq!(status, if is_paused { 401 } else { 200 });
        for token in ["access_token", "refresh_token"] {
            let about =
                json!({"client_id": shop.id, "client_secret": shop.secret, "token": tokens[token]});
            let stranger = shop.running.stranger();
            let about = stranger.post_json("/oauth2/introspect", &about);
            let about: Value = expect(about, StatusCode::OK).await;
            assert_eq!(about["active"], !is_paused, "{token}");
        }
    }

    done(shop.admin.delete(&shop.path()), 204).await;
    refused(program.get(CONTACT), 401).await;
    assert!(!shop.is_framed().await);
    let plugins: Value = shop.admin.read("/api/plugins").await;
    let mut plugins = plugins["items"].as_array().unwrap().iter();
    assert!(plugins.all(|plugin| plugin["integration"] == Value::Null));
    refused(shop.admin.get(&shop.path()), 404).await;
    let again = json!({"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]});
    let answer = shop.exchange(&again).send().await.unwrap();
    assert!(answer.status().is_client_error());
    // It can be installed anew.
    shop.install().await;
}

#[tokio::test]
async fn whatever_its_server_answers_once_the_installation_stands_and_says_so() {
    let slow = Duration::from_secs(4);
    for (reply, status, failure) in [
        (Reply::with(500), json!(500), Value::Null),
        (
            Reply {
                headers: vec![("location", "http://127.0.0.1:9/".to_owned())],
                ..Reply::with(302)
            },
            json!(302),
            Value::Null,
        ),
        (
            Reply {
                after: slow,
                ..Reply::with(200)
            },
            Value::Null,
            json!("it took longer than 3 seconds"),
        ),
    ] {
        let mut shop = Shop::new(move |_| reply.clone()).await;
        shop.install().await;
        shop.server.next().await;
        let told = shop.once(|now| now["told"] != Value::Null).await;
        assert_eq!(
            (&told["told"]["status"], &told["told"]["failure"]),
            (&status, &failure)
        );
        assert_eq!(told["state"], "waiting");
        assert!(shop.is_framed().await);
        shop.server.none(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn an_integration_whose_server_is_dead_is_installed_and_it_says_so() {
    // A port that is taken, so that no other test gets it, and at which nobody listens.
    let dead = tokio::net::TcpSocket::new_v4().unwrap();
    dead.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let redirect = format!("http://{}/back", dead.local_addr().unwrap());
    let shop = Shop::with(Receiver::start().await, &redirect).await;
    shop.install().await;
    let told = shop.once(|now| now["told"] != Value::Null).await;
    assert_eq!(told["told"]["status"], Value::Null);
    assert!(!told["told"]["failure"].as_str().unwrap().is_empty());
    assert!(shop.is_framed().await);
}
