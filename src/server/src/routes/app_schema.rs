//! `/app-descriptor.schema.json`: the format of apps' files as a JSON Schema, for editors; open to all, from any origin.

use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum::routing::get;
use encaixe_api::descriptor;

use crate::app::Shared;
use crate::embedded::{Asset, REVALIDATE};

/// Where it is.
const PATH: &str = "/app-descriptor.schema.json";

static SCHEMA: LazyLock<Asset> = LazyLock::new(|| {
    let text = format!("{:#}\n", descriptor::schema());
    Asset::made("app-descriptor.schema.json", text.into_bytes())
});

pub(super) fn router() -> Router<Shared> {
    Router::new().route(PATH, get(show))
}

async fn show(asked: HeaderMap) -> Response {
    let mut response = SCHEMA.answer(&asked, REVALIDATE);
    let open = HeaderValue::from_static("*");
    response
        .headers_mut()
        .insert("access-control-allow-origin", open);
    response
}
