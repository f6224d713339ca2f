//! What `/api/me/sessions` and `/api/members/{id}/sessions` share: the list of sessions, and the end of one or of all.

use axum::http::StatusCode;
use encaixe_api::access::Session;
use encaixe_api::id::{MemberId, SessionId};
use encaixe_api::inbox::Page;

use crate::access::{Caller, Proof};
use crate::app::App;
use crate::error::{Error, Result};
use crate::extract::Json;

/// The SHA-256 of the session that asks.
fn asks(caller: &Caller) -> Option<&str> {
    match &caller.proof {
        Proof::Session(hash) => Some(hash),
        Proof::Token(_) | Proof::Grant(_) => None,
    }
}

pub(super) async fn list_of(
    app: &App,
    caller: &Caller,
    member: &MemberId,
) -> Result<Json<Page<Session>>> {
    let items = app.store.sessions(member, asks(caller)).await?;
    Ok(Json(Page { items, next: None }))
}

pub(super) async fn end_one(
    app: &App,
    caller: &Caller,
    member: &MemberId,
    id: &SessionId,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    if writer.end_session(member, id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("session"))
    }
}

pub(super) async fn end_all(app: &App, caller: &Caller, member: &MemberId) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.end_sessions(member, asks(caller)).await?;
    Ok(StatusCode::NO_CONTENT)
}
