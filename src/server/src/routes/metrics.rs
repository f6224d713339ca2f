//! `/metrics`: how webhooks do, for a monitoring system (admin).

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::{openapi, time};

/// The format of the page.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(OpenApiRouter::new().routes(routes!(show)))
}

/// How webhooks do, as Prometheus reads it.
///
/// By endpoint: `encaixe_webhook_waiting_deliveries`, `encaixe_webhook_oldest_age_seconds` and `encaixe_webhook_dead_letters` as they are
/// now; `encaixe_webhook_attempts_total` by `outcome` (`delivered`, `refused`, `unanswered`, `gone`) and the histogram
/// `encaixe_webhook_delivery_seconds`, from the event to the answer of its receiver, since the server's start.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "show_metrics",
    tag = "server",
    responses((status = 200, body = String, content_type = "application/openmetrics-text")),
)]
async fn show(State(app): State<Shared>, _: Admin) -> Result<impl IntoResponse + use<>> {
    let depths = app.store.delivery_depths().await?;
    let page = app.metrics.page(&depths, time::now());
    let page = page.map_err(|error| Error::Internal(error.into()))?;
    Ok(([(CONTENT_TYPE, FORMAT)], page))
}
