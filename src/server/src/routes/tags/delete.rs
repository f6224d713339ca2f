//! `DELETE /api/tags/{id}`: one that is on no conversation.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::TagId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;
use crate::routes::named::remove;
use crate::store::named::Entry;

/// Deletes a tag that is on no conversation.
#[utoipa::path(
    delete,
    path = "/tags/{id}",
    operation_id = "delete_tag",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: the tag is on conversations; switch it off instead.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<TagId>,
) -> Result<StatusCode> {
    remove(&app, &caller, Entry::Tag(&id)).await
}
