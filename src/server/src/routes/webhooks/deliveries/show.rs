//! `GET /api/webhooks/{id}/deliveries/{delivery}`: one, with its attempts.

use axum::extract::State;
use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::DeliveryDetail;

use super::super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// A delivery with all that was sent and answered: up to 64 KiB of each answer.
#[utoipa::path(
    get,
    path = "/webhooks/{id}/deliveries/{delivery}",
    operation_id = "show_webhook_delivery",
    tag = "webhooks",
    responses((status = 200, body = DeliveryDetail)),
)]
pub(in crate::routes::webhooks) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts((id, delivery)): PathParts<(EndpointId, DeliveryId)>,
) -> Result<Json<DeliveryDetail>> {
    find(&app, &id).await?;
    let found = app.store.delivery(&id, &delivery).await?;
    found
        .map(Json)
        .ok_or(Error::NotFoundPart("delivery", "delivery"))
}
