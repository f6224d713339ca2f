//! `DELETE /api/webhooks/{id}`: it is told nothing any more.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::EndpointId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;

/// Removes a webhook endpoint with its deliveries; those that wait or are on their way end.
#[utoipa::path(
    delete,
    path = "/webhooks/{id}",
    operation_id = "remove_webhook",
    tag = "webhooks",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: it carries a channel's messages; choose another `carrier` for the channel first.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<EndpointId>,
) -> Result<StatusCode> {
    (app.store.by(caller.actor()).remove_endpoint(&id)).await??;
    Ok(StatusCode::NO_CONTENT)
}
