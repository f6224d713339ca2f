//! `/api/openapi.json`: the description of this API, open to all, written once at the start.

use std::sync::Arc;

use axum::Extension;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::embedded::{Asset, REVALIDATE};

/// The description, once everything that it describes is known.
pub(super) type Description = Arc<Asset>;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Writes the description down.
pub(super) fn write(api: &Value) -> Description {
    Arc::new(Asset::made("openapi.json", api.to_string().into_bytes()))
}

/// This description.
#[utoipa::path(
    get,
    path = "/api/openapi.json",
    operation_id = "show_description",
    tag = "server",
    responses(
        (status = 200, body = Object, headers(("ETag" = String, description = "Another one with each version."))),
        (status = 304, description = "The caller has it."),
    ),
)]
async fn show(Extension(description): Extension<Description>, asked: HeaderMap) -> Response {
    description.answer(&asked, REVALIDATE)
}
