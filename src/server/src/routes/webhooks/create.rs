//! `POST /api/webhooks`: a new endpoint.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::webhook::{NewEndpoint, NewlyMadeEndpoint};

use super::may_be_asked;
use crate::access::Admin;
use crate::actor::Actor;
use crate::app::Shared;
use crate::check::{collect_error, ensure_valid, webhook};
use crate::error::Result;
use crate::extract::Json;
use crate::routes::created::created;
use crate::store::webhook::{Address, New};

/// Adds a webhook endpoint. Its secret is told in the answer, and by `GET /api/webhooks/{id}/secret`.
///
/// An address that may not be asked is refused with the reason: one that is not https, or leads into the server's own network. A name that
/// has no address now is taken, with a `warning`.
#[utoipa::path(
    post,
    path = "/webhooks",
    operation_id = "create_webhook",
    tag = "webhooks",
    request_body = NewEndpoint,
    responses((status = 201, body = NewlyMadeEndpoint, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewEndpoint>,
) -> Result<impl IntoResponse + use<>> {
    let mut errors = Vec::new();
    let body = new.body.unwrap_or_default();
    let url = collect_error(&mut errors, webhook::address(&new.url));
    let warning = match &url {
        Some(url) => collect_error(&mut errors, may_be_asked(&app, url).await),
        None => None,
    };
    let events = collect_error(&mut errors, webhook::events(&new.events, body));
    let description = webhook::description(new.description.as_deref().unwrap_or_default());
    let description = collect_error(&mut errors, description);
    let headers = webhook::headers(new.headers.as_deref().unwrap_or_default());
    let headers = collect_error(&mut errors, headers);
    let rate = new.rate.map(webhook::rate).transpose();
    let rate = collect_error(&mut errors, rate);
    collect_error(&mut errors, webhook::channels(new.channels.as_deref()));
    ensure_valid(errors)?;
    let actor = caller.actor();
    let own = match &actor {
        Actor::Token { id } => Some(id.clone()),
        _ => None,
    };
    let url = url.map(String::from).unwrap_or_default();
    let host = webhook::host(&url);
    let made = New {
        address: Address {
            url: &url,
            host: &host,
        },
        events: &events.unwrap_or_default(),
        channels: new.channels.as_deref(),
        enabled: new.enabled.unwrap_or(true),
        description: &description.unwrap_or_default(),
        headers: &headers.unwrap_or_default(),
        rate: rate.flatten(),
        body,
        ordered: new.ordered.unwrap_or(false),
        skip_own: new.skip_own.unwrap_or(false),
        token: new.token.as_ref().or(own.as_ref()),
        plug_key: None,
    };
    let (mut endpoint, secret) = app.store.by(actor).add_endpoint(&made).await??;
    endpoint.warning = warning.flatten();
    let address = format!("/api/webhooks/{}", endpoint.id);
    let secret = secret.text();
    Ok(created(address, NewlyMadeEndpoint { endpoint, secret }))
}
