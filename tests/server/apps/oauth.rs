//! The round trip and the tokens of `oauth_2`, held to `oidc-provider`: a code that is good once and in one browser, PKCE, refresh tokens
//! that are good once, and tokens that end.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::wait::{SOON, until};
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::api;
use super::browser::{Answer, Browser};
use super::provider::{CLIENT, Provider, SECRET};

/// An app of the provider's, with a connection on which nobody has agreed yet.
struct Shop {
    server: Server,
    admin: Api,
    provider: Provider,
    browser: Browser,
    /// The connection's address in the API, and its id.
    path: String,
    connection: String,
    data: TempDir,
}

impl Shop {
    async fn open(seconds: u32) -> Result<Self> {
        let data = fresh_folder()?;
        let flags = [
            "--port",
            "0",
            "--plugin-port",
            "0",
            "--delivery-allow-loopback",
        ];
        let server = Server::start_with(data.path(), &flags).await?;
        let admin = api(&data, &server, "admin").await?;
        let back = format!("{}/apps/callback", server.page);
        let provider = Provider::start(&back, seconds).await?;
        let files = json!({"descriptor": descriptor(&provider.origin).to_string()});
        admin.post("/api/apps", &files).await?;
        let us = json!({"clientId": CLIENT, "clientSecret": SECRET});
        let path = "/api/apps/loja/client";
        admin.must(Method::PUT, path, Some(&us)).await?;
        let new = json!({"name": "Vendas", "fields": {}});
        let made = admin.post("/api/apps/loja/connections", &new).await?;
        ensure!(made["state"] == "pending", "{made}");
        let connection = made["id"].as_str().context("no id")?.to_owned();
        Ok(Self {
            browser: Browser::of_admin(&data, &server).await?,
            path: format!("/api/apps/loja/connections/{connection}"),
            server,
            admin,
            provider,
            connection,
            data,
        })
    }

    /// The address of the provider's page.
    async fn begin(&self) -> Result<String> {
        let path = format!("{}/authorize", self.path);
        let begun = self.browser.post(&self.server, &path).await?;
        Ok(begun["url"].as_str().context("no address")?.to_owned())
    }

    /// Goes there and answers: the address at which the person comes back.
    async fn answer(&self, answer: Answer) -> Result<String> {
        let back = format!("{}/apps/callback?", self.server.page);
        let url = self.begin().await?;
        self.browser.answer(&url, answer, &back).await
    }

    /// Comes back as the browser that began: what the settings' page is told.
    async fn come_back(&self, back: &str) -> Result<String> {
        let (status, to) = self.browser.look(back).await?;
        ensure!(status == StatusCode::SEE_OTHER, "{status}");
        let page = format!("/settings/apps/loja?connection={}&", self.connection);
        let told = to.strip_prefix(&page).with_context(|| to.clone())?;
        Ok(told.to_owned())
    }

    async fn connect(&self) -> Result<()> {
        let back = self.answer(Answer::Yes).await?;
        let told = self.come_back(&back).await?;
        ensure!(told == "outcome=connected", "{told}");
        Ok(())
    }

    async fn state(&self) -> Result<Value> {
        Ok(self.admin.get(&self.path).await?["state"].clone())
    }

    /// The status of a call, and its answer.
    async fn call(&self) -> Result<(StatusCode, Value)> {
        let asked = json!({"path": "/me"});
        let path = "/api/apps/loja/request";
        self.admin.send(Method::POST, path, Some(&asked)).await
    }
}

fn descriptor(origin: &str) -> Value {
    let about = "This app lists the customers of a shop and their orders, so that whoever answers a customer sees at once what they \
        bought.";
    json!({
        "app_id": "loja",
        "name": "Loja",
        "color": "#89324F",
        "description": {"pt_BR": about, "en": about},
        "website": "https://shop.example",
        "signup_url": "https://shop.example/signup",
        "version": "1",
        "api_base_uri": {"production": {"uri": origin, "label": "Produção", "default": true}},
        "authentication": {
            "type": "oauth_2",
            "oauth_access_fields": {
                "client_id": "PLUGA_CLIENT_ID",
                "client_secret": "PLUGA_CLIENT_SECRET",
                "authorize_url": format!("{origin}/auth"),
                "access_token_url": format!("{origin}/token"),
                "refresh_token_url": format!("{origin}/token"),
                "access_token_placement": "header_bearer",
                "scope": ["openid", "offline_access"],
                "response_type": "code",
                // Without it the provider gives no refresh token.
                "prompt": "consent",
                "pkce": true,
                "token_auth": "basic",
            },
            "ping_request": {"method_name": "/me", "status": {"field": "sub", "value": "ana"}},
        },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_trip_ends_in_the_browser_that_began_it_and_the_connection_works() -> Result<()> {
    let shop = Shop::open(3600).await?;
    // Whoever says no connects nothing, and reads why.
    let back = shop.answer(Answer::No).await?;
    let told = shop.come_back(&back).await?;
    let why = "outcome=refused&reason=access_denied+End-User+aborted+interaction";
    ensure!(told == why, "{told}");
    ensure!(shop.state().await? == "pending");

    let back = shop.answer(Answer::Yes).await?;
    // Somebody else's browser, and an admin's own other one.
    let others = [
        Browser::new()?,
        Browser::of_admin(&shop.data, &shop.server).await?,
    ];
    for other in others {
        let (status, _) = other.look(&back).await?;
        ensure!(status == StatusCode::FORBIDDEN, "{status}");
    }
    ensure!(shop.state().await? == "pending");
    ensure!(shop.provider.told()?.is_empty(), "no code was spent");
    let told = shop.come_back(&back).await?;
    ensure!(told == "outcome=connected", "{told}");
    let (status, _) = shop.browser.look(&back).await?;
    ensure!(status == StatusCode::NOT_FOUND, "it is good once: {status}");

    let path = format!("{}/ping", shop.path);
    let found = shop.admin.post(&path, &json!({})).await?;
    ensure!(found["outcome"] == "passed", "{found}");
    let (status, answer) = shop.call().await?;
    ensure!(status == StatusCode::OK, "{status} {answer}");
    ensure!(answer["body"] == "{\"sub\":\"ana\"}", "{answer}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_with_a_token_that_ended_renew_it_once_and_a_stolen_one_ends_the_connection()
-> Result<()> {
    let shop = Shop::open(2).await?;
    shop.connect().await?;
    let provider = &shop.provider;
    let first = until("the first tokens", SOON, async || {
        Ok(provider.told()?.into_iter().next())
    })
    .await?;
    let token = |of: &str| first[of].as_str().context("no token");
    let (access, refresh) = (token("access")?, token("refresh")?);
    until("the end of the first token", SOON, async || {
        let is_over = provider.takes(access).await? == StatusCode::UNAUTHORIZED;
        Ok(is_over.then_some(()))
    })
    .await?;
    for called in join_all((0..50).map(|_| shop.call())).await {
        let (status, answer) = called?;
        ensure!(
            status == StatusCode::OK && answer["status"] == 200,
            "{status} {answer}"
        );
    }

    // A refresh token that comes a second time was stolen: the provider takes everything back.
    let status = provider.renew(refresh).await?;
    ensure!(status == StatusCode::BAD_REQUEST, "{status}");
    let told = until("what the provider did", SOON, async || {
        let told = provider.told()?;
        let is_over = told.iter().any(|one| one["what"] == "refused");
        Ok(is_over.then_some(told))
    })
    .await?;
    let told: Vec<_> = told
        .iter()
        .map(|one| format!("{} {}", one["what"], one["grant"]).replace('"', ""))
        .collect();
    let want = [
        "given authorization_code",
        "given refresh_token",
        "revoked refresh_token",
        "refused refresh_token",
    ];
    ensure!(told == want, "{told:?}");
    let (status, answer) = shop.call().await?;
    ensure!(
        status == StatusCode::CONFLICT && answer["error"]["code"] == "reconnect",
        "{status} {answer}"
    );
    ensure!(shop.state().await? == "reconnect");
    // Another round trip puts it right.
    shop.connect().await?;
    let (status, answer) = shop.call().await?;
    ensure!(status == StatusCode::OK, "{status} {answer}");
    ensure!(shop.state().await? == "connected");
    Ok(())
}
