//! `GET /api/webhooks/{id}/secret`: what deliveries are signed with.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::EndpointId;
use encaixe_api::webhook::EndpointSecret;

use super::find;
use crate::access::Admin;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::time::rfc3339;

/// What the endpoint's deliveries are signed with.
#[utoipa::path(
    get,
    path = "/webhooks/{id}/secret",
    operation_id = "show_webhook_secret",
    tag = "webhooks",
    responses(
        (status = 200, body = EndpointSecret),
        (status = 409, body = ErrorBody, description = "`unreadable_secret`: the server's vault key does not open it. Another one can be made."),
    ),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<EndpointId>,
) -> Result<Json<EndpointSecret>> {
    find(&app, &id).await?;
    standing(&app, &id).await.map(Json)
}

/// The secrets that sign now.
pub(super) async fn standing(app: &App, id: &EndpointId) -> Result<EndpointSecret> {
    let kept = app.store.endpoint_secrets(id).await?;
    let mut kept = kept.into_iter();
    let newest = kept.next().and_then(|one| one.secret);
    let newest = newest.ok_or(Error::UnreadableSecret)?;
    let previous = kept.next();
    let until = previous.as_ref().and_then(|one| one.until);
    let previous = previous.and_then(|one| one.secret);
    Ok(EndpointSecret {
        secret: newest.text(),
        previous_until: until.filter(|_| previous.is_some()).map(rfc3339),
        previous: previous.map(|secret| secret.text()),
    })
}
