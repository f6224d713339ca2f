//! `PUT /api/conversations/{id}/messages/{message}/status`: how far a message got.

use axum::extract::State;
use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::{Message, StatusChange};

use super::to_response;
use crate::access::Agent;
use crate::app::Shared;
use crate::check;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Says how far a message got that went out.
///
/// It goes forward only, or to `failed`, with the reason as `error`; an earlier word changes nothing.
#[utoipa::path(
    put,
    path = "/conversations/{id}/messages/{message}/status",
    operation_id = "set_message_status",
    tag = "messages",
    responses((status = 200, body = Message)),
)]
pub(super) async fn set(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts((id, message)): PathParts<(ConversationId, MessageId)>,
    Json(change): Json<StatusChange>,
) -> Result<Json<Message>> {
    let change = check::message::status(change)?;
    let to = (change.status, change.error.as_deref());
    let writer = app.store.by(caller.actor());
    let changed = writer.set_message_status(&id, &message, to).await??;
    Ok(to_response(&app, changed))
}
