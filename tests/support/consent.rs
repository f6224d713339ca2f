//! A service of another company on this machine that gives tokens by OAuth 2 (RFC 6749), with the page on which a person agrees.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Url;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

use crate::loopback::{Loopback, Port};

/// Who its client is.
pub const CLIENT: &str = "encaixe-agenda";
/// The client's secret.
pub const SECRET: &str = "segredo-do-cliente-58";
/// The tokens that it gives, one behind the other.
pub const TOKENS: [&str; 2] = ["acesso-comprido-7301", "renovacao-comprida-7302"];
/// The code with which a person comes back.
const CODE: &str = "codigo-1";

type Pairs = BTreeMap<String, String>;

/// What it knows.
#[derive(Debug, Default)]
struct Known {
    /// What the page was asked with last.
    asked: Pairs,
    /// What was wrong with requests for tokens.
    wrong: Vec<String>,
    /// It takes nothing that it gave so far.
    is_revoked: bool,
}

type Shared = Arc<Mutex<Known>>;

/// The running service. It ends when this is dropped.
pub struct Consent {
    port: u16,
    known: Shared,
    _running: Loopback,
}

impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Consent").field(&self.port).finish()
    }
}

impl Consent {
    /// Starts one.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start() -> Result<Self> {
        let port = Port::take().await?;
        let known = Shared::default();
        let router = Router::new()
            .route("/authorize", get(page))
            .route("/token", post(token))
            .route("/api/me", get(me))
            .with_state(known.clone());
        Ok(Self {
            port: port.number,
            known,
            _running: port.serve(&router),
        })
    }

    /// How an app of it asks for tokens. Its page is on another site than the inbox, and what servers ask is on this machine's address.
    #[must_use]
    pub fn authentication(&self) -> Value {
        let (page, origin) = (format!("http://localhost:{}", self.port), self.origin());
        json!({
            "type": "oauth_2",
            "oauth_access_fields": {
                "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET",
                "authorize_url": format!("{page}/authorize"), "access_token_url": format!("{origin}/token"),
                "refresh_token_url": format!("{origin}/token"), "access_token_placement": "header_bearer",
                "scope": ["read"], "response_type": "code", "pkce": true,
            },
            "ping_request": {"method_name": "/me"},
        })
    }

    /// Such as `http://127.0.0.1:41001`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What its page was asked with last.
    #[must_use]
    pub fn asked(&self) -> BTreeMap<String, String> {
        lock(&self.known).asked.clone()
    }

    /// What was wrong with requests for tokens.
    #[must_use]
    pub fn wrong(&self) -> Vec<String> {
        lock(&self.known).wrong.clone()
    }

    /// Takes none of its tokens any more, until somebody agrees anew.
    pub fn revoke(&self) {
        lock(&self.known).is_revoked = true;
    }
}

fn lock(known: &Shared) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pairs of a query or a form.
fn pairs(text: &str) -> Pairs {
    let url = Url::parse(&format!("http://x/?{text}")).ok();
    let pairs = url.iter().flat_map(Url::query_pairs);
    pairs
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

async fn page(State(known): State<Shared>, uri: Uri) -> Response {
    let asked = pairs(uri.query().unwrap_or_default());
    let text = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let Ok(mut back) = Url::parse(&text("redirect_uri")) else {
        return (StatusCode::BAD_REQUEST, "no redirect_uri").into_response();
    };
    let mut link = |id: &str, name: &str, value: &str| {
        back.query_pairs_mut()
            .clear()
            .append_pair(name, value)
            .append_pair("state", &text("state"));
        let to = back.as_str().replace('&', "&amp;");
        format!("<p><a id=\"{id}\" href=\"{to}\">{id}</a></p>")
    };
    let page = [
        "<!doctype html><title>Agenda</title><h1>Agenda</h1>".to_owned(),
        link("agree", "code", CODE),
        link("deny", "error", "access_denied"),
    ];
    lock(&known).asked = asked;
    Html(page.concat()).into_response()
}

async fn token(State(known): State<Shared>, body: String) -> Response {
    let form = pairs(&body);
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let mut known = lock(&known);
    let is_client = (text("client_id"), text("client_secret")) == (CLIENT, SECRET);
    let is_good = is_client
        && match text("grant_type") {
            "authorization_code" => {
                let verifier = digest(&SHA256, text("code_verifier").as_bytes());
                let challenge = URL_SAFE_NO_PAD.encode(verifier);
                text("code") == CODE
                    && known.asked.get("redirect_uri").map(String::as_str)
                        == Some(text("redirect_uri"))
                    && known.asked.get("code_challenge") == Some(&challenge)
            }
            "refresh_token" => text("refresh_token") == TOKENS[1] && !known.is_revoked,
            _ => false,
        };
    if !is_good {
        known.wrong.push(text("grant_type").to_owned());
        let error = json!({"error": "invalid_grant"});
        return answer(StatusCode::BAD_REQUEST, &error);
    }
    known.is_revoked = false;
    let given = json!({"access_token": TOKENS[0], "refresh_token": TOKENS[1], "token_type": "Bearer", "expires_in": 3600});
    answer(StatusCode::OK, &given)
}

async fn me(State(known): State<Shared>, headers: HeaderMap) -> Response {
    let came = headers.get("authorization");
    let is_known = came.is_some_and(|came| *came == format!("Bearer {}", TOKENS[0]));
    if is_known && !lock(&known).is_revoked {
        answer(StatusCode::OK, &json!({"name": "Agenda da Ana"}))
    } else {
        answer(StatusCode::UNAUTHORIZED, &json!({"error": "invalid_token"}))
    }
}

fn answer(status: StatusCode, body: &Value) -> Response {
    let json = [(CONTENT_TYPE, "application/json")];
    (status, json, body.to_string()).into_response()
}
