//! `/api/me` and signing out.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::Me;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Agent, Proof, cookie};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random::fingerprint;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(sign_out))
}

/// Who is signed in.
#[utoipa::path(
    get,
    path = "/me",
    operation_id = "show_me",
    tag = "access",
    responses((status = 200, body = Me)),
)]
async fn me(State(app): State<Shared>, Agent(caller): Agent) -> Result<Json<Me>> {
    let workspace = app
        .store
        .workspace()
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))?;
    let beginning = app.store.member_beginning(caller.member.id.as_str());
    let (locale, timezone) = beginning.await?;
    let mut member = caller.member;
    member.is_online = app.live.is_online(&member.id);
    Ok(Json(Me {
        member,
        workspace,
        locale,
        timezone,
        public_origin: app.origin.as_origin(),
    }))
}

/// Ends the session, and every other one that the browser shows a cookie of.
///
/// For an API token, which has none, it does nothing.
#[utoipa::path(
    post,
    path = "/sign-out",
    operation_id = "sign_out",
    tag = "access",
    responses((status = 204, headers(("Set-Cookie" = String, description = "Takes the session's cookie away.")))),
)]
async fn sign_out(
    State(app): State<Shared>,
    Agent(caller): Agent,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    if matches!(caller.proof, Proof::Session(_)) {
        let writer = app.store.by(caller.actor());
        for value in cookie::read(&headers, app.origin.is_https()) {
            writer.remove_session(&fingerprint(value)).await?;
        }
    }
    let lines = cookie::clear(&app.origin).into_iter();
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders(lines.map(|line| (SET_COOKIE, line))),
    ))
}
