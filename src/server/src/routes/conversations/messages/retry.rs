//! `POST /api/conversations/{id}/messages/{message}/retry`: sending a failed message again.

use axum::extract::State;
use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::Message;

use super::to_response;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Sends a failed message again.
#[utoipa::path(
    post,
    path = "/conversations/{id}/messages/{message}/retry",
    operation_id = "retry_message",
    tag = "messages",
    responses(
        (status = 200, body = Message),
        (status = 422, body = encaixe_api::error::ErrorBody, description = "`invalid`: the message did not fail, or the conversation is closed."),
    ),
)]
pub(super) async fn retry(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts((id, message)): PathParts<(ConversationId, MessageId)>,
) -> Result<Json<Message>> {
    let writer = app.store.by(caller.actor());
    let sent = writer.retry_message(&id, &message).await??;
    Ok(to_response(&app, &caller, sent))
}
