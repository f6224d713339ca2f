//! `/.well-known`: what programs look for there (RFC 8615), open to all.

mod jwks_json;
mod oauth_authorization_server;

use axum::http::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(jwks_json::show))
        .routes(routes!(oauth_authorization_server::show))
        .layer(map_response(open))
}

/// Lets pages of any origin read an answer, and caches keep a good one for a little.
async fn open(mut response: Response) -> Response {
    let is_good = response.status().is_success();
    let cache = if is_good {
        "public, max-age=300"
    } else {
        "no-store"
    };
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cache-control", cache),
    ] {
        let value = HeaderValue::from_static(value);
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static(name), value);
    }
    response
}
