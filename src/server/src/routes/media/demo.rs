//! `/media/demo/...`: the demo workspace's pictures.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;

use super::PICTURE_ALONE;
use crate::demo;
use crate::error::{Error, Result};

/// The demo workspace's pictures are a part of the program, the same for everybody: they are shown without
/// sign-in, since a plugin's page sends no cookie. A picture that is opened by itself runs no script.
pub(super) async fn show(Path(file): Path<String>) -> Result<impl IntoResponse> {
    let picture = demo::media(&file).ok_or(Error::NotFound("picture"))?;
    let named = |name: &'static str, value: &'static str| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=86400"),
        ),
        named("access-control-allow-origin", "*"),
        named("cross-origin-resource-policy", "cross-origin"),
        named("content-security-policy", PICTURE_ALONE),
        named("x-content-type-options", "nosniff"),
    ];
    Ok((headers, picture))
}
