//! `DELETE /api/canned-replies/{id}`: it is gone.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::CannedReplyId;

use super::asker;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;

/// Deletes a canned reply.
#[utoipa::path(
    delete,
    path = "/canned-replies/{id}",
    operation_id = "delete_canned_reply",
    tag = "canned replies",
    responses((status = 204), (status = 403, body = ErrorBody, description = "`forbidden`: everybody's are for admins to delete.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<CannedReplyId>,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.remove_canned_reply(&id, asker(&caller)).await??;
    Ok(StatusCode::NO_CONTENT)
}
