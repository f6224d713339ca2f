//! `POST /oauth2/access_token`: tokens for a code, or for a refresh token.
//!
//! Source: RFC 6749, sections 4.1.3, 5 and 6; RFC 7636, section 4.5.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use encaixe_api::integration::IntegrationProfile;
use encaixe_protocol::scope::Grants;
use serde_json::{Map, Value};

use super::client::Client;
use super::fault::{Code, Fault, Refused};
use super::{answer, asked};
use crate::actor::Actor;
use crate::app::Shared;
use crate::company::Home;
use crate::error::Error;
use crate::extract::Params;
use crate::oauth::token::{self, Kind, Tokens};
use crate::oauth::{self, GRACE, pkce};
use crate::random::sha256_hex;
use crate::store::grant::{Pair, Refreshed, Spent, Successor};
use crate::time::{self, Millis, SECOND};

/// Tokens that are given.
struct Given {
    tokens: Tokens,
    until: Millis,
    scopes: Grants,
    account: String,
}

pub(super) async fn create(State(app): State<Shared>, request: Request) -> Response {
    let given = async {
        let (client, params) = asked(&app, request).await?;
        let profile = client.profile;
        let given = match params.get("grant_type") {
            Some("authorization_code") => exchange(&app, &client, &params).await,
            Some("refresh_token") => refresh(&app, &client, &params).await,
            Some(_) => Err(Fault::new(
                Code::UnsupportedGrantType,
                "`authorization_code` or `refresh_token` is expected",
            )
            .into()),
            None => Err(missing("grant_type")),
        };
        match given {
            Ok(given) => {
                // Who asks for scopes is told which they are (RFC 6749, section 5.1).
                let is_asked = params.get("scope").is_some();
                let is_told = is_asked || profile == IntegrationProfile::Default;
                Ok(told(&app, is_told, given))
            }
            Err(refused) => Err(refused.told(profile)),
        }
    };
    match given.await {
        Ok(answer) => answer,
        Err(refused) => refused.into_response(),
    }
}

async fn exchange(app: &Shared, client: &Client, params: &Params) -> Result<Given, Refused> {
    let code = params.get("code").ok_or_else(|| missing("code"))?;
    let gone = || {
        let fault = Fault::grant("there is no such code, it is too old, or it is another client's");
        fault.hint("Authorization code has expired")
    };
    let home = home(app, client, code, Kind::Code).await?;
    let home = home.ok_or_else(gone)?;
    let hash = sha256_hex(code);
    let known = home.store.grant_code(&hash).await?;
    let known = known.filter(|known| known.integration == client.id);
    let known = known.ok_or_else(gone)?;
    match params.get("redirect_uri") {
        Some(uri) if uri != known.redirect => {
            return Err(Fault::grant("redirect_uri is not the one that the code went to").into());
        }
        None if known.is_redirect_due => return Err(missing("redirect_uri")),
        _ => {}
    }
    let verifier = params.get("code_verifier");
    pkce::verify(known.challenge.as_deref(), verifier).map_err(Fault::grant)?;
    let lives = oauth::lives(client.profile);
    let tokens = token::pair(home.page.slug.as_ref());
    let tokens = tokens.map_err(|error| Error::Internal(error.into()))?;
    let (now, refresh) = (time::now(), sha256_hex(&tokens.refresh));
    let (until, access) = (now + lives.access, sha256_hex(&tokens.access));
    let pair = Pair {
        refresh: &refresh,
        refresh_until: now + lives.refresh,
        access: &access,
        access_until: until,
    };
    let writer = home.store.by(actor(client));
    match writer.spend_grant_code(&hash, &pair).await? {
        Spent::Done(family) => Ok(Given {
            tokens,
            until,
            scopes: family.scopes,
            account: home.page.place(),
        }),
        Spent::Used => {
            let fault = Fault::grant("the code was used before; what it gave then is taken back");
            Err(fault.hint("Authorization code has been revoked").into())
        }
        Spent::Gone => Err(gone().into()),
    }
}

async fn refresh(app: &Shared, client: &Client, params: &Params) -> Result<Given, Refused> {
    let parent = params.get("refresh_token");
    let parent = parent.ok_or_else(|| missing("refresh_token"))?;
    let unknown = || {
        let why = "there is no such refresh token, or it is another client's";
        Fault::token(why, "Token is invalid")
    };
    let home = home(app, client, parent, Kind::Refresh).await?;
    let home = home.ok_or_else(unknown)?;
    let hash = sha256_hex(parent);
    if let Some(names) = params.get("scope") {
        // Of other clients' tokens nothing is told.
        let known = home.store.grant_refresh(&hash).await?;
        let known = known.filter(|known| known.family.integration == client.id);
        let held = known.ok_or_else(unknown)?.family.scopes;
        if !Grants::parse(names).is_some_and(|asked| held.covers(&asked)) {
            let why = "these scopes are more than was agreed to";
            return Err(Fault::new(Code::InvalidScope, why).into());
        }
    }
    let successors = token::successors(home.store.vault(), home.page.slug.as_ref(), parent);
    if successors.is_empty() {
        let error =
            anyhow::anyhow!("there is no vault key, by which tokens follow from each other");
        return Err(Error::Internal(error).into());
    }
    let hashes: Vec<Successor> = successors
        .iter()
        .map(|tokens| Successor {
            refresh: sha256_hex(&tokens.refresh),
            access: sha256_hex(&tokens.access),
        })
        .collect();
    let (lives, now) = (oauth::lives(client.profile), time::now());
    let until = (now + lives.refresh, now + lives.access);
    let writer = home.store.by(actor(client));
    let done = writer
        .refresh_grant(&hash, &client.id, &hashes, until, GRACE)
        .await?;
    match done {
        Refreshed::Done {
            family,
            which,
            access_until,
        } => Ok(Given {
            tokens: successors.into_iter().nth(which).ok_or_else(unknown)?,
            until: access_until,
            scopes: family.scopes,
            account: home.page.place(),
        }),
        Refreshed::Revoked => {
            let why = "the refresh token was revoked: it, or one before it, was used twice, or somebody took it back";
            Err(Fault::token(why, "Token has been revoked").into())
        }
        Refreshed::Expired => {
            Err(Fault::token("the refresh token is too old", "Token has expired").into())
        }
        Refreshed::Unknown => Err(unknown().into()),
    }
}

/// The company that a code or token of a kind is of, where the client may be let in there. Of one that is the client's own, a client that
/// a moderator stopped is told that it is stopped, and the code or token is left as it is.
async fn home(
    app: &Shared,
    client: &Client,
    text: &str,
    kind: Kind,
) -> Result<Option<Home>, Refused> {
    let Some(said) = token::read(text).filter(|said| said.kind == kind) else {
        return Ok(None);
    };
    if !client.may_be_known(said.company.as_ref()) {
        return Ok(None);
    }
    let home = Home::find(app, said.company.as_ref()).await?;
    let Some(home) = home else {
        return Ok(None);
    };
    if !client.working.is_suspended {
        return Ok(Some(home));
    }
    let hash = sha256_hex(text);
    let of = match kind {
        Kind::Code => {
            let known = home.store.grant_code(&hash).await?;
            known.map(|known| known.integration)
        }
        Kind::Refresh => {
            let known = home.store.grant_refresh(&hash).await?;
            known.map(|known| known.family.integration)
        }
        Kind::Access => None,
    };
    if of.as_ref() == Some(&client.id) {
        return Err(Fault::suspended().into());
    }
    Ok(None)
}

fn actor(client: &Client) -> Actor {
    Actor::Integration {
        id: client.id.clone(),
    }
}

fn missing(name: &str) -> Refused {
    Fault::new(Code::InvalidRequest, format!("{name} is missing")).into()
}

/// What a program is told. The address of the server adds which company it is, since it takes what any of them gave.
fn told(app: &Shared, is_scope_told: bool, given: Given) -> Response {
    let now = time::now();
    let mut body = Map::new();
    let left = (given.until - now + SECOND - 1) / SECOND;
    body.insert("token_type".to_owned(), "Bearer".into());
    body.insert("expires_in".to_owned(), left.max(0).into());
    body.insert("server_time".to_owned(), (now / SECOND).into());
    body.insert("access_token".to_owned(), given.tokens.access.into());
    body.insert("refresh_token".to_owned(), given.tokens.refresh.into());
    if is_scope_told {
        body.insert("scope".to_owned(), given.scopes.to_string().into());
    }
    if app.page.slug.is_none() {
        body.insert("account".to_owned(), given.account.into());
    }
    answer(StatusCode::OK, "application/json", &Value::Object(body))
}
