//! `PATCH /api/webhooks/{id}`: something of it changes.

use axum::extract::State;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Endpoint, EndpointPatch};

use super::{find, may_be_asked};
use crate::access::Admin;
use crate::app::Shared;
use crate::check::{collect_error, ensure_valid, webhook};
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::store::webhook::Address;

/// Changes a webhook endpoint. Its address is checked as that of a new one.
#[utoipa::path(
    patch,
    path = "/webhooks/{id}",
    operation_id = "change_webhook",
    tag = "webhooks",
    request_body = EndpointPatch,
    responses((status = 200, body = Endpoint)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<EndpointId>,
    Json(patch): Json<EndpointPatch>,
) -> Result<Json<Endpoint>> {
    let before = find(&app, &id).await?;
    let mut errors = Vec::new();
    let url = patch.url.as_deref().map(webhook::address).transpose();
    let url = collect_error(&mut errors, url).flatten();
    let warning = match &url {
        Some(url) => collect_error(&mut errors, may_be_asked(&app, url).await),
        None => None,
    };
    // What it is told of and what its bodies are like have to fit, whichever of them changes.
    let body = patch.body.unwrap_or(before.body);
    let events = patch.events.as_deref().unwrap_or(&before.events);
    let events = collect_error(&mut errors, webhook::events(events, body));
    let description = patch.description.as_deref().map(webhook::description);
    let description = collect_error(&mut errors, description.transpose()).flatten();
    let headers = patch.headers.as_deref().map(webhook::headers).transpose();
    let headers = collect_error(&mut errors, headers).flatten();
    let rate = patch.rate.flatten().map(webhook::rate).transpose();
    collect_error(&mut errors, rate);
    let channels = patch.channels.as_ref().and_then(Option::as_deref);
    collect_error(&mut errors, webhook::channels(channels));
    ensure_valid(errors)?;
    let patch = EndpointPatch {
        events: events.filter(|_| patch.events.is_some()),
        description,
        headers,
        ..patch
    };
    let url = url.map(String::from);
    let host = url.as_deref().map(webhook::host);
    let address = url.as_deref().zip(host.as_deref());
    let address = address.map(|(url, host)| Address { url, host });
    let writer = app.store.by(caller.actor());
    let mut endpoint = writer.patch_endpoint(&id, &patch, address).await??;
    endpoint.warning = warning.flatten();
    Ok(Json(endpoint))
}
