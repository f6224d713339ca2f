//! `/sdk/...`: the files that plugin pages load, from any origin.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum::routing::get;

use crate::app::{App, Shared};
use crate::embedded::{IMMUTABLE, REVALIDATE};
use crate::error::{Error, Result};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/sdk/{file}", get(current))
        .route("/sdk/{version}/{file}", get(versioned))
}

async fn current(
    State(app): State<Shared>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Result<Response> {
    serve(&app, &file, &asked, REVALIDATE)
}

async fn versioned(
    State(app): State<Shared>,
    Path((version, file)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response> {
    if version != VERSION {
        return Err(Error::NotFound("version of the SDK"));
    }
    serve(&app, &file, &asked, IMMUTABLE)
}

fn serve(app: &App, file: &str, asked: &HeaderMap, cache: HeaderValue) -> Result<Response> {
    let asset = app
        .assets
        .get(&format!("sdk/{file}"))
        .ok_or(Error::NotFound("file of the SDK"))?;
    let mut response = asset.answer(asked, cache);
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}
