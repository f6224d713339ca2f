//! `POST /api/conversations/{id}/start`: its attendance is taken.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::Conversation;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Takes the attendance of a conversation that waits to be taken.
///
/// A member who takes it becomes the assignee, where there is none. Taken by the same member before, nothing changes.
#[utoipa::path(
    post,
    path = "/conversations/{id}/start",
    operation_id = "start_attendance",
    tag = "conversations",
    responses(
        (status = 200, body = Conversation),
        (status = 422, body = ErrorBody, description = "`invalid`: the conversation is closed, or somebody else has taken its attendance."),
    ),
)]
pub(super) async fn start(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<ConversationId>,
) -> Result<Json<Conversation>> {
    let writer = app.store.by(caller.actor());
    writer.start_attendance(&id).await??;
    Ok(Json(load(&app, &caller, &id).await?))
}
