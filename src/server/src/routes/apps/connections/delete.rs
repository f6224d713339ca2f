//! `DELETE /api/apps/{app_id}/connections/{id}`: its credentials are forgotten.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::ConnectionId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;

/// Removes a connection with its credentials and what is known of its calls.
#[utoipa::path(
    delete,
    path = "/apps/{app_id}/connections/{id}",
    operation_id = "remove_connection",
    tag = "apps",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    writer.remove_connection(&of, &id).await??;
    Ok(StatusCode::NO_CONTENT)
}
