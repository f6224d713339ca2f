//! `POST /api/sign-out`: the end of the session.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Proof, Signed, cookie};
use crate::app::Shared;
use crate::error::Result;
use crate::event::Ended;
use crate::openapi;
use crate::random::sha256_hex;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::everyone(OpenApiRouter::new().routes(routes!(sign_out)))
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
    Signed(caller): Signed,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    if matches!(caller.proof, Proof::Session(_)) {
        let writer = app.store.by(caller.actor());
        for value in cookie::read(&headers, &app.page) {
            writer
                .remove_session(&sha256_hex(value), Ended::SignedOut)
                .await?;
        }
    }
    let lines = cookie::clear(&app.page).into_iter();
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders(lines.map(|line| (SET_COOKIE, line))),
    ))
}
