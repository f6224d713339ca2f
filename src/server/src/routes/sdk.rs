//! `/sdk/...`: the files that plugin pages load, from any origin.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::get;

use super::pages::public_host;
use crate::app::{App, Shared};
use crate::embedded::{IMMUTABLE, REVALIDATE};
use crate::error::{Error, Result};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// On the plugin's port.
pub(super) fn router() -> Router<Shared> {
    files().layer(map_response(open))
}

/// On the page's port, where who came by another name is sent to the page's one origin: the SDK takes the inbox that it
/// serves to be at the address of its script.
pub(super) fn at_home(app: Shared) -> Router<Shared> {
    files()
        .layer(from_fn_with_state(app, public_host))
        .layer(map_response(open))
}

fn files() -> Router<Shared> {
    Router::new()
        .route("/sdk/{file}", get(current))
        .route("/sdk/{version}/{file}", get(versioned))
}

/// Lets pages of any origin read an answer, the redirect too: a module or a `fetch` follows none without it.
async fn open(mut response: Response) -> Response {
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
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
    Ok(asset.answer(asked, cache))
}
