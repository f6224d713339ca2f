//! A server on free ports with its own data folder, and visitors who are signed in.

use std::path::Path;

use encaixe_api::error::ApiError;
use encaixe_server::access::sign_in;
use encaixe_server::actor::Actor;
use encaixe_server::config::{Config, Flags, Settings};
use encaixe_server::demo;
use encaixe_server::serve::Server;
use reqwest::header::{AUTHORIZATION, COOKIE, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;

/// Ids and addresses of the demo workspace.
pub(crate) const ANA: &str = "101";
pub(crate) const BRUNO: &str = "102";
pub(crate) const DIEGO_WHO_LEFT: &str = "104";
pub(crate) const ADMIN_EMAIL: &str = "ana@aurora.example";
pub(crate) const BRUNO_EMAIL: &str = "bruno@aurora.example";

/// A server that lives as long as the test.
pub(crate) struct Running {
    pub(crate) server: Server,
    pub(crate) config: Config,
    pub(crate) folder: TempDir,
    client: Client,
}

/// Somebody who sends requests: with a cookie and the page's origin, with a token, or with nothing.
pub(crate) struct Visitor {
    client: Client,
    base: String,
    headers: Vec<(reqwest::header::HeaderName, String)>,
}

impl Running {
    pub(crate) async fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap()).await
    }

    /// On a folder that may have been used before.
    pub(crate) async fn start_in(folder: TempDir) -> Self {
        Self::start_with(folder, |_| {}).await
    }

    /// With settings of the caller's own.
    pub(crate) async fn start_with(folder: TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = config(folder.path());
        change(&mut config);
        Self {
            server: Server::start(&config).await.unwrap(),
            config,
            folder,
            client: client(),
        }
    }

    pub(crate) async fn stop(self) -> TempDir {
        self.server.stop().await;
        self.folder
    }

    pub(crate) fn origin(&self) -> String {
        self.server.app().page.origin.as_origin()
    }

    pub(crate) fn plugin_origin(&self) -> String {
        demo::origin(&self.server.app().page.origin, self.server.plugin_addr())
    }

    pub(crate) fn data(&self) -> &Path {
        &self.config.data
    }

    pub(crate) fn stranger(&self) -> Visitor {
        self.visitor(Vec::new())
    }

    /// Ana, signed in by the link that the start printed or a new one.
    pub(crate) async fn admin(&self) -> Visitor {
        self.signed_in(ANA).await
    }

    pub(crate) async fn agent(&self) -> Visitor {
        self.signed_in(BRUNO).await
    }

    pub(crate) async fn signed_in(&self, member: &str) -> Visitor {
        let link = self.link(member).await;
        let answer = self.page().post(&link).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let cookie = cookie(&answer);
        self.visitor(vec![(COOKIE, cookie), (ORIGIN, self.origin())])
    }

    pub(crate) fn with_token(&self, token: &str) -> Visitor {
        self.visitor(vec![(AUTHORIZATION, format!("Bearer {token}"))])
    }

    /// A program with a token of the role `agent`.
    pub(crate) async fn program(&self) -> Visitor {
        let new = serde_json::json!({"name": "program", "role": "agent"});
        let request = self.admin().await.post_json("/api/tokens", &new);
        let made: Value = expect(request, StatusCode::CREATED).await;
        self.with_token(made["secret"].as_str().unwrap())
    }

    /// The demo plugin's id.
    pub(crate) async fn demo_plugin(&self) -> String {
        let list: Value = self.admin().await.read("/api/plugins").await;
        list["items"][0]["id"].as_str().unwrap().to_owned()
    }

    /// The changes that were told since a mark of `told`, and a new mark.
    pub(crate) async fn told(&self, since: i64) -> (Vec<encaixe_api::live::Change>, i64) {
        let missed = self.server.app().store.events_after(since).await.unwrap();
        let signals = missed.signals.unwrap();
        let changes = signals.iter().flat_map(|signal| signal.changes.to_vec());
        (changes.collect(), missed.last)
    }

    /// The page before anybody is signed in: it only says where it comes from.
    pub(crate) fn page(&self) -> Visitor {
        self.visitor(vec![(ORIGIN, self.origin())])
    }

    pub(crate) async fn link(&self, member: &str) -> String {
        let app = self.server.app();
        let link = sign_in::create(&app.store.by(Actor::System), &app.page, &member.into())
            .await
            .unwrap();
        link.url.strip_prefix(&self.origin()).unwrap().to_owned()
    }

    pub(crate) fn visitor(&self, headers: Vec<(reqwest::header::HeaderName, String)>) -> Visitor {
        Visitor {
            client: self.client.clone(),
            base: format!("http://{}", self.server.page_addr()),
            headers,
        }
    }
}

impl Visitor {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        self.headers.iter().fold(request, |request, (name, value)| {
            request.header(name, value)
        })
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.request(Method::POST, path)
    }

    pub(crate) fn put(&self, path: &str) -> RequestBuilder {
        self.request(Method::PUT, path)
    }

    pub(crate) fn delete(&self, path: &str) -> RequestBuilder {
        self.request(Method::DELETE, path)
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> RequestBuilder {
        self.request(Method::PATCH, path).json(body)
    }

    /// The same visitor from another page.
    pub(crate) fn at_origin(mut self, origin: Option<&str>) -> Self {
        self.headers.retain(|(name, _)| name != ORIGIN);
        self.headers
            .extend(origin.map(|origin| (ORIGIN, origin.to_owned())));
        self
    }

    /// The name and value of this visitor's session cookie.
    pub(crate) fn cookie(&self) -> String {
        let mut headers = self.headers.iter();
        let found = headers.find(|(name, _)| name == COOKIE);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// Puts JSON there.
    pub(crate) fn put_json(&self, path: &str, body: &Value) -> RequestBuilder {
        self.put(path).json(body)
    }

    /// Posts JSON there.
    pub(crate) fn post_json(&self, path: &str, body: &Value) -> RequestBuilder {
        self.post(path).json(body)
    }

    pub(crate) async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        expect(self.get(path), StatusCode::OK).await
    }
}

pub(crate) fn config(folder: &Path) -> Config {
    Config::resolve(Flags {
        data: folder.join("data"),
        settings: Settings {
            port: Some(0),
            plugin_port: Some(0),
            assets: Some(folder.join("dist").display().to_string()),
            ..Settings::default()
        },
        ..Flags::default()
    })
    .unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test asks as anybody does")]
pub(crate) fn client() -> Client {
    // Whoever makes a client first in the process chooses how it encrypts.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// The name and value of the session cookie in an answer.
pub(crate) fn cookie(answer: &Response) -> String {
    let lines = answer.headers().get_all(SET_COOKIE).iter();
    let lines = lines.map(|line| line.to_str().unwrap());
    let mut values = lines.map(|line| line.split(';').next().unwrap());
    let set = values.find(|pair| !pair.ends_with('='));
    set.unwrap_or_default().to_owned()
}

pub(crate) fn header(answer: &Response, name: &str) -> String {
    answer
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
        .unwrap_or_default()
}

/// The body of an answer of that status.
pub(crate) async fn expect<T: DeserializeOwned>(request: RequestBuilder, status: StatusCode) -> T {
    let answer = request.send().await.unwrap();
    let (found, address) = (answer.status(), answer.url().clone());
    let text = answer.text().await.unwrap();
    assert_eq!(found, status, "{address}: {text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{address}: {error}: {text}"))
}

/// The error of an answer of that status.
pub(crate) async fn refused(request: RequestBuilder, status: u16) -> ApiError {
    let status = StatusCode::from_u16(status).unwrap();
    expect::<encaixe_api::error::ErrorBody>(request, status)
        .await
        .error
}

/// An answer without a body, of that status.
pub(crate) async fn done(request: RequestBuilder, status: u16) {
    let answer = request.send().await.unwrap();
    let found = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    assert_eq!(found, status, "{text}");
    assert_eq!(text, "");
}
