//! `POST /api/apps/{app_id}/connections/{id}/authorize`: a person goes to the app's page to agree.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::app::Authorize;
use encaixe_api::descriptor::Authentication;
use encaixe_api::id::ConnectionId;

use crate::access::Admin;
use crate::app::Shared;
use crate::apps::draft::no_client;
use crate::apps::oauth::authorize_url;
use crate::apps::ready::token_addresses;
use crate::apps::{browser, refresh};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::random::{secret, sha256_hex};
use crate::routes::apps::{callback_url, find_both};
use crate::store::app::NewGrant;
use crate::time;

/// Begins the round trip of `oauth_2`: the address of the app's page, to be opened in the browser that asks for it. It comes back to
/// `/apps/callback` within 10 minutes, in this browser alone.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections/{id}/authorize",
    operation_id = "authorize_connection",
    tag = "apps",
    responses((status = 200, body = Authorize, headers(("Set-Cookie" = String, description = "What ties the round trip to the browser.")))),
)]
pub(super) async fn authorize(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<impl IntoResponse + use<>> {
    let (known, held) = find_both(&app, &of, &id).await?;
    let addresses = token_addresses(&known.descriptor, &held.fields(), held.confirmed_host());
    let addresses =
        addresses.map_err(|wrong| Error::field("fields", "invalid", wrong.to_string()))?;
    let at = addresses.and_then(|addresses| addresses.authorize);
    let (Authentication::OAuth(oauth), Some(at)) = (&known.descriptor.authentication, at) else {
        let message =
            "nobody has to agree for this app: its connections need what was filled in alone";
        return Err(Error::field("connection", "not_oauth", message));
    };
    let us = refresh::us(&app, &known).await?.ok_or_else(no_client)?;
    let (state, cookie, verifier) = (secret()?, secret()?, secret()?);
    let hash = sha256_hex(&state);
    let grant = NewGrant {
        state: &hash,
        browser: &sha256_hex(&cookie),
        connection: &id,
        verifier: &verifier,
        expires_at: time::now() + browser::LIFE,
    };
    app.store.by(caller.actor()).begin_grant(&grant).await?;
    let url = authorize_url(oauth, &at, &us, &callback_url(&app), &state, &verifier);
    let line = browser::line(&hash, &cookie, app.page.origin.is_https());
    let url = url.into();
    Ok((AppendHeaders([(SET_COOKIE, line)]), Json(Authorize { url })))
}
