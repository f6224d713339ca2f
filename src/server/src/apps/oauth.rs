//! OAuth 2 as a client: the address at which a person agrees, and what is asked for at the app's token address (RFC 6749, RFC 7636).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use encaixe_api::descriptor::{OAuth, TokenAuth, TokenBody};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use url::{Url, form_urlencoded};

use super::token::{self, Failed};
use crate::outgoing::{Client, Request};
use crate::time::Millis;

/// Who we are to an app.
#[derive(Clone, PartialEq, Eq)]
pub struct Us {
    /// The client's id.
    pub id: String,
    /// Its secret; empty for a public client.
    pub secret: String,
}

/// What an app gave.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The token that calls carry.
    pub access: String,
    /// The one by which another is got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh: Option<String>,
    /// When the first ends; never, where the app does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Millis>,
}

/// For what a token is asked for.
#[derive(Clone, Copy)]
pub enum Grant<'a> {
    /// A code that came back.
    Code {
        /// The code.
        code: &'a str,
        /// The address that it came back to.
        redirect: &'a str,
        /// What proves that we asked for it, where the app takes that.
        verifier: Option<&'a str>,
    },
    /// A token that renews another.
    Refresh(&'a str),
    /// Who we are.
    Client,
}

macro_rules! unshown {
    ($($name:ty, $shown:literal;)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($shown)
            }
        }
    )+};
}

unshown! {
    Us, "Us(***)";
    Tokens, "Tokens(***)";
    Grant<'_>, "Grant(***)";
}

/// What of PKCE is told before: the SHA-256 of the verifier (RFC 7636, section 4.2).
#[must_use]
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// The address at which a person agrees (RFC 6749, section 4.1.1). What the descriptor adds comes first, so that nothing of it stands
/// in the place of what we say.
#[must_use]
pub fn authorize_url(
    oauth: &OAuth,
    at: &Url,
    us: &Us,
    redirect: &str,
    state: &str,
    verifier: &str,
) -> Url {
    let scope = oauth.scope.join(&oauth.scope_separator);
    let challenge = challenge(verifier);
    let mut ours = vec![
        ("response_type", oauth.response_type.as_str()),
        ("client_id", &us.id),
        ("redirect_uri", redirect),
        ("state", state),
    ];
    if !scope.is_empty() {
        ours.push(("scope", &scope));
    }
    if oauth.pkce {
        ours.push(("code_challenge", &challenge));
        ours.push(("code_challenge_method", "S256"));
    }
    let theirs = at
        .query_pairs()
        .into_owned()
        .chain(oauth.authorize_params.iter().cloned());
    let theirs: Vec<_> = theirs
        .filter(|(name, _)| !ours.iter().any(|(own, _)| own == name))
        .collect();
    let mut url = at.clone();
    url.set_query(None);
    url.query_pairs_mut()
        .extend_pairs(theirs)
        .extend_pairs(ours);
    url
}

/// Asks for a token.
///
/// # Errors
/// When there is no answer, the app refuses, or what it answers has no token.
pub async fn ask(
    client: &Client,
    oauth: &OAuth,
    at: &Url,
    us: &Us,
    grant: Grant<'_>,
) -> Result<Tokens, Failed> {
    let answer = client.send(request(oauth, at, us, grant)).await?;
    let mut tokens = token::read(&answer)?;
    // RFC 6749, section 6: where no other one comes, the one that there is stays.
    if let (None, Grant::Refresh(before)) = (&tokens.refresh, grant) {
        tokens.refresh = Some(before.to_owned());
    }
    Ok(tokens)
}

fn request(oauth: &OAuth, at: &Url, us: &Us, grant: Grant<'_>) -> Request {
    let scope = oauth.scope.join(&oauth.scope_separator);
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    match grant {
        Grant::Code {
            code,
            redirect,
            verifier,
        } => {
            pairs.push(("grant_type", "authorization_code"));
            pairs.push(("code", code));
            pairs.push(("redirect_uri", redirect));
            pairs.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        }
        Grant::Refresh(token) => {
            pairs.push(("grant_type", "refresh_token"));
            pairs.push(("refresh_token", token));
        }
        Grant::Client => {
            pairs.push(("grant_type", "client_credentials"));
            if !scope.is_empty() {
                pairs.push(("scope", &scope));
            }
        }
    }
    let mut headers = vec![("accept".to_owned(), "application/json".to_owned())];
    match oauth.token_auth {
        TokenAuth::Body => {
            pairs.push(("client_id", &us.id));
            if !us.secret.is_empty() {
                pairs.push(("client_secret", &us.secret));
            }
        }
        TokenAuth::Basic => headers.push(("authorization".to_owned(), basic(us))),
    }
    let (kind, body) = match oauth.token_body {
        TokenBody::Form => {
            let body = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs)
                .finish();
            ("application/x-www-form-urlencoded", body)
        }
        TokenBody::Json => {
            let body: Map<String, Value> = pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.into()))
                .collect();
            ("application/json", Value::Object(body).to_string())
        }
    };
    headers.push(("content-type".to_owned(), kind.to_owned()));
    Request {
        method: Method::POST,
        url: at.clone(),
        headers,
        body: body.into_bytes(),
        timeout: None,
    }
}

/// Who we are by HTTP Basic: both parts as a form writes them (RFC 6749, section 2.3.1).
fn basic(us: &Us) -> String {
    let form = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let text = format!("{}:{}", form(&us.id), form(&us.secret));
    format!("Basic {}", STANDARD.encode(text))
}
