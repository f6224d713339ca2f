//! `DELETE /api/custom-fields/{id}`: one that is filled in nowhere.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::CustomFieldId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;
use crate::routes::named::remove;
use crate::store::named::Entry;

/// Deletes a custom field that is filled in nowhere.
#[utoipa::path(
    delete,
    path = "/custom-fields/{id}",
    operation_id = "delete_custom_field",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: the field is filled in; switch it off instead.")),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<CustomFieldId>,
) -> Result<StatusCode> {
    remove(&app, &caller, Entry::CustomField(&id)).await
}
