//! `/api/members/{id}/sessions`: where a member is signed in, and the end of it.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::access::Session;
use encaixe_api::id::{MemberId, SessionId};
use encaixe_api::inbox::Page;

use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::routes::sessions::{end_all, end_one, list_of};

/// Where a member is signed in, newest first.
#[utoipa::path(
    get,
    path = "/members/{id}/sessions",
    operation_id = "list_member_sessions",
    tag = "members",
    responses((status = 200, body = Page<Session>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<MemberId>,
) -> Result<Json<Page<Session>>> {
    ensure_known(&app, &id).await?;
    list_of(&app, &caller, &id).await
}

/// Ends one of a member's sessions.
#[utoipa::path(
    delete,
    path = "/members/{id}/sessions/{session}",
    operation_id = "end_member_session",
    tag = "members",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((id, session)): PathParts<(MemberId, SessionId)>,
) -> Result<StatusCode> {
    ensure_known(&app, &id).await?;
    end_one(&app, &caller, &id, &session).await
}

/// Ends a member's sessions, all but the one that asks.
#[utoipa::path(
    delete,
    path = "/members/{id}/sessions",
    operation_id = "end_member_sessions",
    tag = "members",
    responses((status = 204)),
)]
pub(super) async fn delete_all(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<MemberId>,
) -> Result<StatusCode> {
    ensure_known(&app, &id).await?;
    end_all(&app, &caller, &id).await
}

async fn ensure_known(app: &App, id: &MemberId) -> Result<()> {
    let member = app.store.member(id).await?;
    member.map(drop).ok_or(Error::NotFound("member"))
}
