//! `GET /api/webhooks/{id}`: one of them.

use axum::extract::State;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::Endpoint;

use super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// A webhook endpoint.
#[utoipa::path(
    get,
    path = "/webhooks/{id}",
    operation_id = "show_webhook",
    tag = "webhooks",
    responses((status = 200, body = Endpoint)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<EndpointId>,
) -> Result<Json<Endpoint>> {
    find(&app, &id).await.map(Json)
}
