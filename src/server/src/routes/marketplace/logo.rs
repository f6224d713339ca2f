//! `GET /api/marketplace/{id}/logo/{hash}`: an integration's picture.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;
use encaixe_api::id::IntegrationId;

use crate::access::{Caller, Signed, is_moderator};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::PathParts;
use crate::routes::media::PICTURE_ALONE;
use crate::store::server::ServerStore;

/// An integration's picture.
///
/// Its address is the `logo` of an integration. It has a hash of the picture in it, so what it leads to never changes. That of the published
/// version is for everybody, others are for the company that makes it, for those that have it, and for moderators.
#[utoipa::path(
    get,
    path = "/marketplace/{id}/logo/{hash}",
    operation_id = "show_listing_logo",
    tag = "marketplace",
    responses((status = 200, description = "The picture.", content(
        (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/svg+xml"),
    ))),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    Signed(caller): Signed,
    PathParts((id, hash)): PathParts<(IntegrationId, String)>,
) -> Result<impl IntoResponse + use<>> {
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) if may_see(&app, &caller, store, &id, &hash).await? => {
            store.integration_logo(&id, &hash).await?
        }
        Some(_) | None => None,
    };
    let (kind, content) = found.ok_or(Error::NotFound("picture"))?;
    let kind = HeaderValue::from_str(&kind).map_err(|error| Error::Internal(error.into()))?;
    let named = |name: &'static str, value: &'static str| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    // An SVG that is opened by itself is a drawing in a sandbox.
    let headers = [
        (CONTENT_TYPE, kind),
        named("cache-control", "private, max-age=31536000, immutable"),
        named("content-security-policy", PICTURE_ALONE),
        named("x-content-type-options", "nosniff"),
        named("cross-origin-resource-policy", "same-origin"),
    ];
    Ok((headers, content))
}

/// Whether a caller may see that picture of an integration.
async fn may_see(
    app: &App,
    caller: &Caller,
    store: &ServerStore,
    id: &IntegrationId,
    hash: &str,
) -> Result<bool> {
    let Some(known) = store.integration(id).await? else {
        return Ok(false);
    };
    if known.is_of(app.page.slug.as_ref()) {
        return Ok(true);
    }
    let published = known.published.as_ref();
    let published = published.and_then(|one| one.manifest.logo.as_ref());
    let is_offered = published.is_some_and(|logo| logo.rsplit('/').next() == Some(hash));
    if is_offered && !known.working.is_suspended {
        return Ok(true);
    }
    Ok(app.store.installations().await?.contains(id) || is_moderator(app, caller).await?)
}
