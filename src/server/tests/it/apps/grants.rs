//! A small OAuth server on this machine: it takes what RFC 6749 and RFC 7636 ask for and nothing else, each code and each refresh token
//! once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use super::api::{Api, Got, Reply};

/// What it expects of its client.
pub(crate) const CLIENT: &str = "client-7";
pub(crate) const SECRET: &str = "segredo-do-cliente-91";

#[derive(Default)]
struct Inside {
    /// Codes that were given, with the challenge, where there is PKCE, and the address to come back to.
    codes: HashMap<String, (Option<String>, String)>,
    refresh: Vec<String>,
    access: Vec<String>,
    count: u32,
    renewed: u32,
    lives: u32,
    /// The `response_type` that it takes, and the name under which a code goes back.
    response_type: &'static str,
    /// Whether it knows nothing of PKCE.
    is_plain: bool,
    refuses: bool,
    is_down: bool,
}

/// The server, with an API at `/api` that takes its newest access token alone.
pub(crate) struct Grants {
    pub(crate) api: Api,
    inside: Arc<Mutex<Inside>>,
}

impl Grants {
    /// One whose tokens live for so many seconds.
    pub(crate) async fn start(lives: u32) -> Self {
        Self::with(lives, "code", false).await
    }

    /// One that knows nothing of PKCE, whose code goes back under that name.
    pub(crate) async fn plain(response_type: &'static str) -> Self {
        Self::with(3600, response_type, true).await
    }

    async fn with(lives: u32, response_type: &'static str, is_plain: bool) -> Self {
        let inside = Arc::new(Mutex::new(Inside {
            lives,
            response_type,
            is_plain,
            ..Inside::default()
        }));
        let own = inside.clone();
        let api = Api::that(move |got| own.lock().unwrap().answer(got)).await;
        Self { api, inside }
    }

    /// The `response_type` that it takes.
    pub(crate) fn response_type(&self) -> &'static str {
        self.inside.lock().unwrap().response_type
    }

    /// Whether it knows nothing of PKCE.
    pub(crate) fn is_plain(&self) -> bool {
        self.inside.lock().unwrap().is_plain
    }

    /// For how many seconds the tokens live that it gives from now on.
    pub(crate) fn live_for(&self, lives: u32) {
        self.inside.lock().unwrap().lives = lives;
    }

    /// How often a token was renewed.
    pub(crate) fn renewed(&self) -> u32 {
        self.inside.lock().unwrap().renewed
    }

    /// Everything that it gave, newest last.
    pub(crate) fn tokens(&self) -> Vec<String> {
        let inside = self.inside.lock().unwrap();
        inside
            .access
            .iter()
            .chain(&inside.refresh)
            .cloned()
            .collect()
    }

    /// Takes no refresh token any more.
    pub(crate) fn refuse(&self) {
        self.inside.lock().unwrap().refuses = true;
    }

    /// Whether its token address answers 503.
    pub(crate) fn down(&self, is_down: bool) {
        self.inside.lock().unwrap().is_down = is_down;
    }

    /// Takes no access token that it gave so far.
    pub(crate) fn forget(&self) {
        self.inside.lock().unwrap().access.push("none".to_owned());
    }
}

impl Inside {
    fn answer(&mut self, got: &Got) -> Reply {
        match got.path.as_str() {
            "/authorize" => self.authorize(got),
            "/token" => self.token(got),
            _ => {
                let newest = self.access.last().cloned().unwrap_or_default();
                if got.lines("authorization") == [format!("Bearer {newest}")] {
                    Reply::with(200, "{\"ok\":true}").header("content-type", "application/json")
                } else {
                    Reply::with(401, "no")
                }
            }
        }
    }

    fn authorize(&mut self, got: &Got) -> Reply {
        let asked: HashMap<String, String> = form_urlencoded::parse(got.query.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(asked["response_type"], self.response_type);
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["scope"], "read,write");
        let text = |name: &str| asked.get(name).map(String::as_str);
        assert_eq!(text("code_challenge").is_some(), !self.is_plain);
        let method = (!self.is_plain).then_some("S256");
        assert_eq!(text("code_challenge_method"), method);
        assert_eq!(asked["prompt"], "consent");
        self.count += 1;
        let code = format!("codigo-{}-xyz", self.count);
        let kept = (
            asked.get("code_challenge").cloned(),
            asked["redirect_uri"].clone(),
        );
        self.codes.insert(code.clone(), kept);
        let to = form_urlencoded::Serializer::new(String::new())
            .append_pair(self.response_type, &code)
            .append_pair("state", &asked["state"])
            .finish();
        Reply::with(302, "").header("location", format!("{}?{to}", asked["redirect_uri"]))
    }

    fn token(&mut self, got: &Got) -> Reply {
        if self.is_down {
            return Reply::with(503, "maintenance");
        }
        let asked: HashMap<String, String> =
            form_urlencoded::parse(&got.body).into_owned().collect();
        let no = |code: &str| {
            let body = json!({"error": code, "error_description": "no more"});
            Reply::with(400, &body.to_string())
        };
        if asked.get("client_id").map(String::as_str) != Some(CLIENT)
            || asked.get("client_secret").map(String::as_str) != Some(SECRET)
        {
            return no("invalid_client");
        }
        match asked["grant_type"].as_str() {
            "authorization_code" => {
                let Some((challenge, redirect)) = self.codes.remove(&asked["code"]) else {
                    return no("invalid_grant");
                };
                let proven = asked
                    .get("code_verifier")
                    .map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())));
                if proven != challenge || redirect != asked["redirect_uri"] {
                    return no("invalid_grant");
                }
            }
            "refresh_token" => {
                if self.refuses || self.refresh.last() != asked.get("refresh_token") {
                    return no("invalid_grant");
                }
                self.renewed += 1;
            }
            "client_credentials" => {
                self.renewed += 1;
            }
            _ => return no("unsupported_grant_type"),
        }
        self.count += 1;
        self.access.push(format!("acesso-{}-abcdefgh", self.count));
        self.refresh.push(format!("renova-{}-ijklmnop", self.count));
        let body: Value = json!({
            "access_token": self.access.last(), "refresh_token": self.refresh.last(), "token_type": "Bearer",
            "expires_in": self.lives,
        });
        let mut reply =
            Reply::with(200, &body.to_string()).header("content-type", "application/json");
        reply.after = Duration::from_millis(100);
        reply
    }
}
