//! `PUT /api/integrations/update-webhooks`: the Plug set.
//!
//! Source: Plug's page "Atualizar webhooks". What it refuses it refuses in this order: another verb, a token, a type of body, a body.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use encaixe_api::access::Role;
use encaixe_api::error::ErrorBody;
use encaixe_api::webhook::PlugSet;
use futures::future::join_all;
use url::Url;

use crate::access::{Caller, Proof};
use crate::app::{App, Shared};
use crate::check::plug_set::plug_set;
use crate::check::{ensure_valid, field_error};
use crate::error::{Error, Result};
use crate::extract::{Json, unjudged};
use crate::random::sha256_hex;
use crate::routes::webhooks::code;
use crate::serve::Peer;

/// Where Plug's seven kinds of events are told.
///
/// All seven keys, each an `https` address; what is not so refuses the whole set, and the one before stays in force. It takes the token of
/// an admin alone, in `Authorization`: as it is, or after `Bearer`.
#[utoipa::path(
    put,
    path = "/api/integrations/update-webhooks",
    operation_id = "update_webhooks",
    tag = "webhooks",
    request_body = PlugSet,
    responses(
        (status = 200, description = "The set that is in force.", body = PlugSet),
        (
            status = 401,
            description = "`unauthenticated`: there is no token, or none of an admin. `invalid`: the object is not as documented; which keys, and why, is in `fields`.",
            body = ErrorBody,
        ),
    ),
    security(("token" = ["admin"]), ("raw_token" = ["admin"])),
)]
pub(super) async fn put(State(app): State<Shared>, request: Request) -> Result<Json<PlugSet>> {
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let caller = admin(&app, request.headers().clone(), peer).await?;
    let set = match unjudged(request).await {
        Ok((value, doubled)) => plug_set(&value, &doubled).map_err(Error::NotAsDocumented)?,
        Err(Error::Malformed(why)) => {
            let message = format!("the body is not JSON: {why}");
            let error = field_error(".", "malformed", message);
            return Err(Error::NotAsDocumented(vec![error]));
        }
        Err(error) => return Err(error),
    };
    may_be_asked(&app, &set).await?;
    let writer = app.store.by(caller.actor());
    writer.put_plug_set(&set).await?;
    Ok(Json(set))
}

/// Refuses addresses that lead where the server asks nobody. A name that has no address now is taken: connecting decides anew each time.
async fn may_be_asked(app: &App, set: &PlugSet) -> Result<()> {
    let checks = set.addresses().map(async |(key, address)| {
        let url = Url::parse(address).ok()?;
        match app.delivery.check(&url).await {
            Ok(has_address) => {
                if !has_address {
                    // The answer has no place for it: it is the set.
                    tracing::warn!("the name in the Plug set's {key} has no address now");
                }
                None
            }
            Err(refused) => Some(field_error(key, code(&refused), refused.to_string())),
        }
    });
    let refused = join_all(checks).await.into_iter().flatten().collect();
    ensure_valid(refused).map_err(Error::NotAsDocumented)
}

/// The admin whose token the header has.
async fn admin(app: &App, headers: HeaderMap, peer: Option<SocketAddr>) -> Result<Caller> {
    let Some(token) = token(&headers) else {
        return Err(Error::Unauthenticated);
    };
    let caller = Proof::Token(sha256_hex(token)).caller(app).await?;
    match caller.filter(|caller| caller.member.role == Role::Admin) {
        Some(caller) => Ok(caller),
        None => {
            let what = "an API token that is not good, or not an admin's";
            app.refusals.tell(peer, &headers, what);
            Err(Error::Unauthenticated)
        }
    }
}

/// The token, as it is or after `Bearer`.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?.trim();
    Some(match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => value,
    })
}
