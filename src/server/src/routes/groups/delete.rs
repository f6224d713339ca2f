//! `DELETE /api/groups/{id}`: one that no conversation is in.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::GroupId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;
use crate::routes::named::remove;
use crate::store::named::Entry;

/// Deletes a group that no conversation is in.
#[utoipa::path(
    delete,
    path = "/groups/{id}",
    operation_id = "delete_group",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: conversations are in the group; switch it off instead.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<GroupId>,
) -> Result<StatusCode> {
    remove(&app, &caller, Entry::Group(&id)).await
}
