//! `POST /api/conversations/{id}/read`: its messages were seen.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::ConversationId;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Marks the messages of a conversation as seen.
#[utoipa::path(
    post,
    path = "/conversations/{id}/read",
    operation_id = "read_conversation",
    tag = "conversations",
    responses((status = 204)),
)]
pub(super) async fn mark(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<ConversationId>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).mark_read(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    Ok(StatusCode::NO_CONTENT)
}
