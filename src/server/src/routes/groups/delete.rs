//! `DELETE /api/groups/{id}`: one that no conversation is in.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::group::Group;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::routes::named::remove;

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
    Path(id): Path<String>,
) -> Result<StatusCode> {
    remove::<Group>(&app, &caller, &id).await
}
