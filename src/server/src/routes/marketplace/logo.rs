//! `GET /api/marketplace/{id}/logo/{hash}`: an integration's picture.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;
use encaixe_api::id::IntegrationId;

use crate::access::Signed;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;
use crate::routes::media::PICTURE_ALONE;

/// An integration's picture.
///
/// Its address is the `logo` of an integration. It has a hash of the picture in it, so what it leads to never changes.
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
    _: Signed,
    PathParts((id, hash)): PathParts<(IntegrationId, String)>,
) -> Result<impl IntoResponse + use<>> {
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) => store.integration_logo(&id, &hash).await?,
        None => None,
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
