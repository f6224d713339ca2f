//! `GET /api/conversations/{id}`: one of them, with its last messages.

use axum::extract::State;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::Conversation;

use super::load;
use crate::access::MayRead;
use crate::access::permission::ConversationRead;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// One conversation, with its last messages.
#[utoipa::path(
    get,
    path = "/conversations/{id}",
    operation_id = "show_conversation",
    tag = "conversations",
    responses((status = 200, body = Conversation)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    MayRead(caller, _): MayRead<ConversationRead>,
    PathParts(id): PathParts<ConversationId>,
) -> Result<Json<Conversation>> {
    Ok(Json(load(&app, &caller, &id).await?))
}
