//! `DELETE /api/channels/{id}`: one in which no conversation runs.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::ChannelId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;
use crate::routes::named::remove;
use crate::store::named::Entry;

/// Deletes a channel in which no conversation runs.
#[utoipa::path(
    delete,
    path = "/channels/{id}",
    operation_id = "delete_channel",
    tag = "channels",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: conversations run in the channel; switch it off instead.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<ChannelId>,
) -> Result<StatusCode> {
    remove(&app, &caller, Entry::Channel(&id)).await
}
