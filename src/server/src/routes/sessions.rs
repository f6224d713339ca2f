//! `/api/me/sessions` and `/api/members/{id}/sessions`: where somebody is signed in, and the end of it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::access::Session;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Admin, Agent, Caller, Proof};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(own, end_others))
        .routes(routes!(end_own))
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(of_member, end_all_of_member))
                .routes(routes!(end_of_member)),
        ))
}

/// Where the caller is signed in, newest first. An API token has no sessions.
#[utoipa::path(
    get,
    path = "/me/sessions",
    operation_id = "list_own_sessions",
    tag = "access",
    responses((status = 200, body = Page<Session>)),
)]
async fn own(State(app): State<Shared>, Agent(caller): Agent) -> Result<Json<Page<Session>>> {
    list(&app, &caller, caller.member.id.as_str()).await
}

/// Ends one of the caller's sessions; the one that asks too.
#[utoipa::path(
    delete,
    path = "/me/sessions/{id}",
    operation_id = "end_own_session",
    tag = "access",
    responses((status = 204)),
)]
async fn end_own(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
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
async fn end_others(State(app): State<Shared>, Agent(caller): Agent) -> Result<StatusCode> {
    end_all(&app, &caller, &caller.member.id).await
}

/// Where a member is signed in, newest first.
#[utoipa::path(
    get,
    path = "/members/{id}/sessions",
    operation_id = "list_member_sessions",
    tag = "members",
    responses((status = 200, body = Page<Session>)),
)]
async fn of_member(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<Json<Page<Session>>> {
    let id = known(&app, id).await?;
    list(&app, &caller, id.as_str()).await
}

/// Ends one of a member's sessions.
#[utoipa::path(
    delete,
    path = "/members/{id}/sessions/{session}",
    operation_id = "end_member_session",
    tag = "members",
    responses((status = 204)),
)]
async fn end_of_member(
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
async fn end_all_of_member(
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

/// The fingerprint of the session that asks.
fn asks(caller: &Caller) -> Option<&str> {
    match &caller.proof {
        Proof::Session(hash) => Some(hash),
        Proof::Token(_) => None,
    }
}

async fn list(app: &App, caller: &Caller, member: &str) -> Result<Json<Page<Session>>> {
    let items = app.store.sessions(member, asks(caller)).await?;
    Ok(Json(Page { items, next: None }))
}

async fn end_one(app: &App, caller: &Caller, member: &MemberId, id: &str) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    if writer.end_session(member.as_str(), id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("session"))
    }
}

async fn end_all(app: &App, caller: &Caller, member: &MemberId) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.end_sessions(member.as_str(), asks(caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
