//! `GET /api/frames/{id}/icon/{hash}`: a plugin's picture.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;
use encaixe_api::id::PluginId;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;
use crate::routes::media::PICTURE_ALONE;

/// A plugin's picture, in the place of an emoji.
///
/// Its address is a frame's `icon`. It has a hash of the picture in it, so what it leads to never changes.
#[utoipa::path(
    get,
    path = "/frames/{id}/icon/{hash}",
    operation_id = "show_frame_icon",
    tag = "frames",
    responses((status = 200, description = "The picture.", content(
        (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/svg+xml"),
    ))),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Agent,
    PathParts((plugin, hash)): PathParts<(PluginId, String)>,
) -> Result<impl IntoResponse + use<>> {
    let found = app.store.plugin_icon(&plugin, &hash).await?;
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
