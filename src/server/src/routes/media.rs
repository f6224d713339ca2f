//! `/media/...`: pictures in messages, for the page and for plugins' pages of any origin.

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::IntoResponse;
use axum::routing::get;
use encaixe_api::inbox::message::Message;

use crate::app::{App, Shared};
use crate::demo;
use crate::error::{Error, Result};

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/media/demo/{file}", get(show))
}

/// What a picture may do that is opened by itself.
pub(super) const PICTURE_ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The demo workspace's pictures are a part of the program, the same for everybody: they are shown without
/// sign-in, since a plugin's page sends no cookie. A picture that is opened by itself runs no script.
async fn show(Path(file): Path<String>) -> Result<impl IntoResponse> {
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

/// Puts our origin before an address on this server, so that pages of other origins can use it.
pub(super) fn make_absolute(app: &App, message: &mut Message) {
    if let Some(url) = &mut message.media_url
        && url.starts_with('/')
    {
        url.insert_str(0, &app.origin.as_origin());
    }
}
