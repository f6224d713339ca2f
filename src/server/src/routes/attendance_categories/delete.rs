//! `DELETE /api/attendance-categories/{id}`: one that no attendance was sorted under.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::CategoryId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;
use crate::routes::named::remove;
use crate::store::named::Entry;

/// Deletes a category that no attendance was sorted under.
#[utoipa::path(
    delete,
    path = "/attendance-categories/{id}",
    operation_id = "delete_category",
    tag = "attendances",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: attendances were sorted under it; switch it off instead.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<CategoryId>,
) -> Result<StatusCode> {
    remove(&app, &caller, Entry::Category(&id)).await
}
