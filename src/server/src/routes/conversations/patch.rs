//! `PATCH /api/conversations/{id}`: its assignee, group, and whether it is open.

use axum::extract::State;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::{Conversation, ConversationPatch};
use encaixe_protocol::scope::Scope;

use super::load;
use crate::access::AgentOrPlugin;
use crate::app::Shared;
use crate::check::attendance;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Assigns, moves, closes or reopens a conversation.
///
/// Closing it takes a report and categories of its attendance, as the workspace asks for them.
#[utoipa::path(
    patch,
    path = "/conversations/{id}",
    operation_id = "change_conversation",
    tag = "conversations",
    request_body = ConversationPatch,
    responses((status = 200, body = Conversation)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    AgentOrPlugin(caller): AgentOrPlugin,
    PathParts(id): PathParts<ConversationId>,
    Json(patch): Json<ConversationPatch>,
) -> Result<Json<Conversation>> {
    if patch.status.is_some() {
        caller.require(Scope::AttendanceWrite)?;
    }
    if patch.status.is_none() || patch.assignee.is_some() || patch.group.is_some() {
        caller.require(Scope::AssignmentWrite)?;
    }
    let patch = attendance::closing(patch)?;
    let writer = app.store.by(caller.actor());
    writer.patch_conversation(&id, &patch).await??;
    Ok(Json(load(&app, &caller, &id).await?))
}
