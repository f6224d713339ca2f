//! `POST /api/webhooks/{id}/test`: a sample, attempted at once.

use axum::extract::State;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Delivery, TestDelivery};

use super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::check::webhook;
use crate::delivery::trial;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Sends the endpoint a test, whatever it is told of and whether or not it is on: the newest event of that name, or a sample where there is
/// none. The answer says what came of it; it is attempted once.
#[utoipa::path(
    post,
    path = "/webhooks/{id}/test",
    operation_id = "test_webhook",
    tag = "webhooks",
    request_body = TestDelivery,
    responses((status = 200, body = Delivery)),
)]
pub(super) async fn test(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<EndpointId>,
    Json(test): Json<TestDelivery>,
) -> Result<Json<Delivery>> {
    let kind = find(&app, &id).await?.body;
    let mut event = webhook::events(&[test.event], kind)
        .map_err(|wrong| Error::field("event", "invalid", wrong.message))?;
    let name = event.pop().unwrap_or(test.event);
    let sent = trial::send(&app, caller.actor(), &id, kind, name).await?;
    sent.map(Json).ok_or(Error::NotFound("webhook"))
}
