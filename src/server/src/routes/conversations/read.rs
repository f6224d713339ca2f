//! `POST /api/conversations/{id}/read`: its messages were seen.

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};

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
    Path(id): Path<String>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).mark_read(&id).await? {
        return Err(Error::NotFound("conversation"));
    }
    Ok(StatusCode::NO_CONTENT)
}
