//! `/api/members/{id}/sessions`: where a member is signed in, and the end of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::access::Session;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::Page;

use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
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
    Path(id): Path<String>,
) -> Result<Json<Page<Session>>> {
    let id = known(&app, id).await?;
    list_of(&app, &caller, id.as_str()).await
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
    Path((id, session)): Path<(String, String)>,
) -> Result<StatusCode> {
    let id = known(&app, id).await?;
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
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let id = known(&app, id).await?;
    end_all(&app, &caller, &id).await
}

async fn known(app: &App, id: String) -> Result<MemberId> {
    let member = app.store.member(&id).await?;
    Ok(member.ok_or(Error::NotFound("member"))?.id)
}
