//! `POST /api/webhooks/{id}/rotate`: another secret, beside which the one before signs for a while.

use axum::extract::State;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{EndpointSecret, OVERLAP_HOURS, RotateEndpoint};

use super::secret::standing;
use crate::access::Admin;
use crate::app::Shared;
use crate::check::webhook;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Gives the endpoint another secret. Deliveries carry a signature by each of the two for some hours, 24 unless the body says otherwise, so
/// that the receiver verifies by whichever it has.
#[utoipa::path(
    post,
    path = "/webhooks/{id}/rotate",
    operation_id = "rotate_webhook_secret",
    tag = "webhooks",
    request_body = RotateEndpoint,
    responses((status = 200, body = EndpointSecret)),
)]
pub(super) async fn rotate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<EndpointId>,
    Json(rotate): Json<RotateEndpoint>,
) -> Result<Json<EndpointSecret>> {
    let hours = webhook::overlap(rotate.overlap_hours.unwrap_or(OVERLAP_HOURS))?;
    let writer = app.store.by(caller.actor());
    if !writer.rotate_endpoint(&id, hours).await? {
        return Err(Error::NotFound("webhook"));
    }
    standing(&app, &id).await.map(Json)
}
