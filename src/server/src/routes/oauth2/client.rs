//! Which integration asks: by HTTP Basic, or by `client_id` and `client_secret` in the body.
//!
//! Source: RFC 6749, sections 2.3.1 and 3.2.1.

use std::net::SocketAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{IntegrationProfile, Working};
use url::form_urlencoded;

use super::fault::{Code, Fault, Refused};
use crate::app::App;
use crate::extract::Params;
use crate::random::sha256_hex;

/// An integration that showed its secret.
pub(super) struct Client {
    /// Its id.
    pub(super) id: IntegrationId,
    /// The rules of the version that is in force.
    pub(super) profile: IntegrationProfile,
    /// How it stands.
    pub(super) working: Working,
    /// The company that makes it.
    pub(super) company: Option<Slug>,
}

impl Client {
    /// Whether it may be let in by that company.
    pub(super) fn may_be_let_in(&self, company: Option<&Slug>) -> bool {
        self.working.may_be_let_in(self.company.as_ref() == company)
    }

    /// Whether that company may have tokens of its, good ones or not.
    pub(super) fn may_be_known(&self, company: Option<&Slug>) -> bool {
        self.working.published.is_some() || self.company.as_ref() == company
    }
}

/// What somebody shows to be taken for an integration.
struct Shown {
    id: String,
    secret: String,
}

/// The integration that asks.
pub(super) async fn authenticate(
    app: &App,
    headers: &HeaderMap,
    peer: Option<SocketAddr>,
    params: &Params,
) -> Result<Client, Refused> {
    let Shown { id, secret } = shown(headers, params)?;
    let unknown = || {
        Fault::new(
            Code::InvalidClient,
            "there is no such client, or its secret is another one",
        )
    };
    let refuse = |fault: Fault| {
        app.refusals
            .tell(peer, headers, "a client secret that is not good");
        Refused::from(fault)
    };
    let server = app.server()?;
    let Some(store) = server.server().await? else {
        return Err(refuse(unknown()));
    };
    let id = IntegrationId::new(id);
    let Some(found) = store.integration(&id).await? else {
        return Err(refuse(unknown()));
    };
    // The same for every company that has it: until a version is published, its own alone does.
    let in_force = found.in_force(found.company.as_ref());
    let profile = in_force.map_or_else(IntegrationProfile::default, |(_, of)| of.profile);
    // Hashes are compared, so that how long it takes says nothing of the secret.
    let given = sha256_hex(&secret);
    let good = store.integration_secrets(&id, &server.vault()).await?;
    if !good.iter().any(|known| sha256_hex(known) == given) {
        return Err(refuse(unknown().told(profile)));
    }
    Ok(Client {
        id,
        profile,
        working: found.working,
        company: found.company,
    })
}

fn shown(headers: &HeaderMap, params: &Params) -> Result<Shown, Fault> {
    let wrong = |why: &str| Fault::new(Code::InvalidRequest, why);
    let (id, secret) = (params.get("client_id"), params.get("client_secret"));
    let Some(header) = headers.get(AUTHORIZATION) else {
        return match (id, secret) {
            (Some(id), Some(secret)) => Ok(Shown {
                id: id.to_owned(),
                secret: secret.to_owned(),
            }),
            _ => Err(Fault::new(
                Code::InvalidClient,
                "send client_id and client_secret, in the body or by HTTP Basic",
            )),
        };
    };
    let basic = header.to_str().ok().and_then(basic);
    let basic = basic.ok_or_else(|| {
        Fault::new(
            Code::InvalidClient,
            "the Authorization header is no HTTP Basic",
        )
    })?;
    if secret.is_some() {
        return Err(wrong("send client_secret in one way alone"));
    }
    if id.is_some_and(|id| id != basic.id) {
        return Err(wrong(
            "client_id in the body is another one than in the Authorization header",
        ));
    }
    Ok(basic)
}

/// Both parts are written as a form writes them.
fn basic(header: &str) -> Option<Shown> {
    let (scheme, rest) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(rest.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |text: &str| {
        let mut pairs = form_urlencoded::parse(text.as_bytes());
        pairs
            .next()
            .map(|(name, _)| name.into_owned())
            .unwrap_or_default()
    };
    Some(Shown {
        id: plain(id),
        secret: plain(secret),
    })
}
