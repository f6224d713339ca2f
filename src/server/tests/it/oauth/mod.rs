//! Integrations, and how programs are let in by OAuth 2.0.

mod access;
mod button;
mod checks;
mod companies;
mod consent;
mod consent_companies;
mod consent_told;
mod farewell;
mod guarded;
mod install;
mod integrations;
mod kept;
mod moderators;
mod refresh;
mod review;
mod reviewed;
mod tokens;
mod user_token;

use encaixe_protocol::scope::{AnyScope, Grants, Scope};
use encaixe_server::actor::Actor;
use encaixe_server::oauth::token::{self, Kind};
use encaixe_server::random::sha256_hex;
use encaixe_server::store::grant::NewCode;
use encaixe_server::time::{self, MINUTE, Millis};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::{ANA, Running, Visitor, expect};

/// Where codes go.
const REDIRECT: &str = "https://crm.example/callback";

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// An integration of the first company, and what its program sends.
struct Program<'a> {
    running: &'a Running,
    visitor: Visitor,
    id: String,
    secret: String,
}

impl<'a> Program<'a> {
    /// One that asks for every scope.
    async fn new(running: &'a Running, profile: &str) -> Self {
        let scopes: Vec<Value> = Scope::EACH
            .iter()
            .map(|scope| json!({"scope": scope}))
            .collect();
        let new = json!({"name": "CRM", "redirectUris": [REDIRECT], "scopes": scopes, "profile": profile});
        let made = running.admin().await.post_json("/api/integrations", &new);
        let made: Value = expect(made, StatusCode::CREATED).await;
        Self {
            running,
            visitor: running.stranger(),
            id: made["id"].as_str().unwrap().to_owned(),
            secret: made["secret"].as_str().unwrap().to_owned(),
        }
    }

    /// A code that Ana agreed to, as a consent keeps it, with these scopes.
    async fn code_with(&self, scopes: &[Scope], challenge: Option<&str>, life: Millis) -> String {
        let code = token::new(Kind::Code, None).unwrap();
        let scopes: Grants = scopes.iter().copied().map(AnyScope::Named).collect();
        let writer = self
            .running
            .server
            .app()
            .store
            .by(Actor::Member { id: ANA.into() });
        let new = NewCode {
            hash: &sha256_hex(&code),
            integration: &self.id.as_str().into(),
            name: "CRM",
            scopes: &scopes,
            member: &ANA.into(),
            redirect: REDIRECT,
            is_redirect_due: true,
            challenge,
            until: time::now() + life,
        };
        writer.add_grant_code(&new).await.unwrap();
        code
    }

    async fn code(&self) -> String {
        self.code_with(&[Scope::ContactRead], Some(CHALLENGE), MINUTE)
            .await
    }

    /// A request of the token endpoint, as JSON with the secret in the body.
    fn ask(&self, mut body: Value) -> RequestBuilder {
        body["client_id"] = json!(self.id);
        body["client_secret"] = json!(self.secret);
        self.visitor.post_json("/oauth2/access_token", &body)
    }

    fn exchange(&self, code: &str) -> RequestBuilder {
        self.ask(json!({
            "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER,
        }))
    }

    fn refresh(&self, token: &Value) -> RequestBuilder {
        self.ask(json!({"grant_type": "refresh_token", "refresh_token": token}))
    }

    /// Tokens with these scopes.
    async fn tokens(&self, scopes: &[Scope]) -> Value {
        let code = self.code_with(scopes, Some(CHALLENGE), MINUTE).await;
        expect(self.exchange(&code), StatusCode::OK).await
    }

    /// What is told of a token.
    async fn about(&self, token: &Value) -> Value {
        let body = json!({"client_id": self.id, "client_secret": self.secret, "token": token});
        let request = self.visitor.post_json("/oauth2/introspect", &body);
        expect(request, StatusCode::OK).await
    }

    /// The program with an access token.
    fn with(&self, tokens: &Value) -> Visitor {
        self.running
            .with_token(tokens["access_token"].as_str().unwrap())
    }
}

/// The status of an answer, and its error.
async fn fault(request: RequestBuilder) -> (u16, String) {
    let (status, body) = whole(request.send().await.unwrap()).await;
    (
        status,
        body["error"].as_str().unwrap_or_default().to_owned(),
    )
}

/// An answer that no cache keeps.
async fn whole(answer: Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let text = answer.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    (status, body)
}

/// A consent page's address: what it is asked with.
fn consent(pairs: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    format!("/oauth?{}", query.finish())
}

/// What a consent page would send: its query and its ticket.
async fn opened(by: &Visitor, address: &str) -> Vec<(String, String)> {
    let answer = by.get(address).send().await.unwrap();
    let status = answer.status();
    let page = answer.text().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{page}");
    let value = |name: &str| {
        let begin = page
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap()
            .1;
        let value = begin.split_once('"').unwrap().0;
        (
            name.to_owned(),
            value
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&"),
        )
    };
    vec![value("query"), value("ticket")]
}

/// Sends what the page's script sends.
fn decide(by: &Visitor, mut shown: Vec<(String, String)>, decision: &str) -> RequestBuilder {
    shown.push(("decision".to_owned(), decision.to_owned()));
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(shown);
    let request = by.post("/oauth").body(body.finish());
    request.header("content-type", "application/x-www-form-urlencoded")
}

/// What an address tells a program.
fn query(location: &str) -> std::collections::BTreeMap<String, String> {
    let url = url::Url::parse(location).unwrap();
    url.query_pairs().into_owned().collect()
}
