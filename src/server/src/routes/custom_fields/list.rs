//! `GET /api/custom-fields`: all of them, in their order.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::custom_field::CustomField;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::page_of;

/// Every custom field, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/custom-fields",
    operation_id = "list_custom_fields",
    tag = "workspace",
    responses((status = 200, body = Page<CustomField>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<CustomField>>> {
    page_of(&app, app.store.custom_fields().await?).await
}
