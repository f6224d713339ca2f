//! `DELETE /api/custom-fields/{id}`: one that is filled in nowhere.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::custom_field::CustomField;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::routes::named::remove;

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
    Path(id): Path<String>,
) -> Result<StatusCode> {
    remove::<CustomField>(&app, &caller, &id).await
}
