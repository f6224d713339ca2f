//! `GET /auth/button.js`: the button by which another site opens the consent, for pages of any origin. Beside the page of a company it is
//! the button of that company.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use crate::app::Shared;
use crate::embedded::REVALIDATE;
use crate::random::sha256_hex;

const BUTTON: &str = include_str!("auth/button.js");

/// How many digits of its hash tell one version of it from another.
const TAG_CHARS: usize = 32;

/// Where in it the server's one origin stands.
const ORIGIN: &str = "{{origin}}";

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/auth/button.js", get(button))
}

async fn button(State(app): State<Shared>, asked: HeaderMap) -> Response {
    let script = BUTTON.replace(ORIGIN, &app.page.origin.as_origin());
    let tag: String = sha256_hex(&script).chars().take(TAG_CHARS).collect();
    let tag = format!("\"{tag}\"");
    let known = asked.get_all(IF_NONE_MATCH).iter();
    let is_known = known
        .filter_map(|tags| tags.to_str().ok())
        .any(|tags| tags.contains(&tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        script.into_response()
    };
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    if !is_known {
        let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CACHE_CONTROL, REVALIDATE);
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        headers.insert(ETAG, tag);
    }
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
