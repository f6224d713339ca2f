//! `GET /api/webhooks`: all of them, with how they stand.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::webhook::Endpoint;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The webhook endpoints, the oldest first, with how they stand.
#[utoipa::path(
    get,
    path = "/webhooks",
    operation_id = "list_webhooks",
    tag = "webhooks",
    responses((status = 200, body = Page<Endpoint>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Endpoint>>> {
    Ok(Json(Page {
        items: app.store.endpoints().await?,
        next: None,
    }))
}
