//! `POST /api/webhooks/{id}/replay`: many deliveries once more.

use axum::extract::State;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Replay, Replayed};

use super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::check::{collect_error, ensure_valid, field_error};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::store::delivery::Again;
use crate::time;

/// Has deliveries attempted again, each under its own `webhook-id` and with the body that it had: those whose event happened in a span, or
/// those that became dead letters since a time. Tests are left out.
#[utoipa::path(
    post,
    path = "/webhooks/{id}/replay",
    operation_id = "replay_webhook",
    tag = "webhooks",
    request_body = Replay,
    responses((status = 200, body = Replayed)),
)]
pub(super) async fn replay(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<EndpointId>,
    Json(replay): Json<Replay>,
) -> Result<Json<Replayed>> {
    let mut errors = Vec::new();
    let mut at = |path: &str, text: Option<&str>| {
        let found = time::parse(text?).ok_or_else(|| {
            let message = "a point in time is expected, such as `2026-11-22T17:20:16Z`";
            field_error(path, "invalid", message)
        });
        collect_error(&mut errors, found)
    };
    let from = at("from", replay.from.as_deref());
    let to = at("to", replay.to.as_deref());
    let since = at("failedSince", replay.failed_since.as_deref());
    ensure_valid(errors)?;
    let which = match (from, to, since) {
        (Some(from), Some(to), None) => Again::Span(from, to),
        (None, None, Some(since)) => Again::FailedSince(since),
        _ => {
            let message = "either `from` and `to` are expected, or `failedSince`";
            return Err(Error::field("from", "invalid", message));
        }
    };
    find(&app, &id).await?;
    let writer = app.store.by(caller.actor());
    let count = writer.replay_deliveries(&id, which).await?;
    Ok(Json(Replayed { count }))
}
