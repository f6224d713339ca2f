//! `/api/me/sessions`: where the caller is signed in, and the end of it.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::access::Session;
use encaixe_api::id::SessionId;
use encaixe_api::inbox::Page;

use crate::access::Signed;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::sessions::{end_all, end_one, list_of};

/// Where the caller is signed in, newest first. An API token has no sessions.
#[utoipa::path(
    get,
    path = "/me/sessions",
    operation_id = "list_own_sessions",
    tag = "access",
    responses((status = 200, body = Page<Session>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Signed(caller): Signed,
) -> Result<Json<Page<Session>>> {
    list_of(&app, &caller, &caller.member.id).await
}

/// Ends one of the caller's sessions; the one that asks too.
#[utoipa::path(
    delete,
    path = "/me/sessions/{id}",
    operation_id = "end_own_session",
    tag = "access",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Signed(caller): Signed,
    PathParts(id): PathParts<SessionId>,
) -> Result<StatusCode> {
    end_one(&app, &caller, &caller.member.id, &id).await
}

/// Ends the caller's sessions, all but the one that asks.
#[utoipa::path(
    delete,
    path = "/me/sessions",
    operation_id = "end_other_own_sessions",
    tag = "access",
    responses((status = 204)),
)]
pub(super) async fn delete_others(
    State(app): State<Shared>,
    Signed(caller): Signed,
) -> Result<StatusCode> {
    end_all(&app, &caller, &caller.member.id).await
}
