//! `/api/openapi.json`: the description of this API, open to all.

use std::sync::Arc;

use axum::Extension;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::extract::Json;

/// The description, once everything that it describes is known.
pub(super) type Description = Arc<Value>;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(show))
}

/// This description.
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    operation_id = "show_description",
    tag = "server",
    responses((status = 200, body = Object)),
)]
async fn show(Extension(description): Extension<Description>) -> Json<Description> {
    Json(description)
}
