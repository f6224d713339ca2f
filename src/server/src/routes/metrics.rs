//! `/metrics`: how webhooks do, for a monitoring system (admin).

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE, VARY};
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Admin;
use crate::app::Shared;
use crate::delivery::metrics::Format;
use crate::error::{Error, Result};
use crate::{openapi, time};

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(OpenApiRouter::new().routes(routes!(show)))
}

/// How webhooks do, as Prometheus reads it.
///
/// By endpoint: `encaixe_webhook_waiting_deliveries`, `encaixe_webhook_oldest_age_seconds` and `encaixe_webhook_dead_letters` as they are
/// now; `encaixe_webhook_attempts_total` by `outcome` (`delivered`, `refused`, `unanswered`, `gone`) and the histogram
/// `encaixe_webhook_delivery_seconds`, from the event to the answer of its receiver, since the server's start.
///
/// The page is Prometheus' text of the version 0.0.4, or OpenMetrics 1.0.0 for whoever accepts that and does not prefer the other.
#[utoipa::path(
    get,
    path = "/metrics",
    operation_id = "show_metrics",
    tag = "server",
    responses((status = 200, content(
        (String = "text/plain"),
        (String = "application/openmetrics-text"),
    ))),
)]
async fn show(
    State(app): State<Shared>,
    _: Admin,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    let accepts = headers.get_all(ACCEPT).iter();
    let format = Format::wanted(accepts.filter_map(|value| value.to_str().ok()));
    let depths = app.store.delivery_depths().await?;
    let page = app.metrics.page(&depths, time::now(), format);
    let page = page.map_err(|error| Error::Internal(error.into()))?;
    let headers = [(CONTENT_TYPE, format.content_type()), (VARY, "accept")];
    Ok((headers, page))
}
