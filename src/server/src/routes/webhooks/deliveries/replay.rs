//! `POST /api/webhooks/{id}/deliveries/{delivery}/replay`: one once more.

use axum::extract::State;
use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::Delivery;

use super::super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Has a delivery attempted again, whatever became of it, under its own `webhook-id` and with the body that it had.
#[utoipa::path(
    post,
    path = "/webhooks/{id}/deliveries/{delivery}/replay",
    operation_id = "replay_webhook_delivery",
    tag = "webhooks",
    responses((status = 200, body = Delivery)),
)]
pub(in crate::routes::webhooks) async fn replay(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((id, delivery)): PathParts<(EndpointId, DeliveryId)>,
) -> Result<Json<Delivery>> {
    find(&app, &id).await?;
    let writer = app.store.by(caller.actor());
    let again = writer.replay_delivery(&id, &delivery).await?;
    again
        .map(Json)
        .ok_or(Error::NotFoundPart("delivery", "delivery"))
}
