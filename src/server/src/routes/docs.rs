//! `/docs`: the reference of the SDK, open to all, and its live console, which is a plugin's page.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::pages::{guard, is_hashed, unbuilt};
use crate::app::{App, Shared};
use crate::embedded::{IMMUTABLE, REVALIDATE};
use crate::error::{Error, Result};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The console loads the SDK. Who may frame it is written after it.
const CONSOLE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors";

/// The console's page, and what it fetches beside files with a hash.
const CONSOLE: &str = "console";
const COMMANDS: &str = "commands.json";

/// What the pages name of this server stands in them as `{{origin}}` and `{{version}}`.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The page that says that there is none.
const MISSING: &str = "404";

/// On the page's port.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/docs", get(first))
        .route("/docs/", get(first))
        .route("/docs/{*path}", get(page))
}

/// On the plugin's port: the console alone. Everything else of the reference leads to the page's port.
pub(super) fn framed() -> Router<Shared> {
    Router::new()
        .route("/docs", get(framed_first))
        .route("/docs/", get(framed_first))
        .route("/docs/{*path}", get(framed_page))
}

async fn first(State(app): State<Shared>, asked: HeaderMap) -> Result<Response> {
    answer(&app, "index", &asked)
}

async fn page(
    State(app): State<Shared>,
    Path(path): Path<String>,
    asked: HeaderMap,
) -> Result<Response> {
    answer(&app, path.trim_end_matches('/'), &asked)
}

async fn framed_first(State(app): State<Shared>) -> Result<Response> {
    elsewhere(&app, "")
}

async fn framed_page(
    State(app): State<Shared>,
    Path(path): Path<String>,
    asked: HeaderMap,
) -> Result<Response> {
    let file = match path.as_str() {
        // A tab of its own is no place for a plugin: the page's port explains it.
        CONSOLE
            if asked
                .get("sec-fetch-dest")
                .is_none_or(|to| to != "document") =>
        {
            return console(&app, &app.page.origin.as_origin(), &asked);
        }
        COMMANDS => true,
        path => path.starts_with("assets/"),
    };
    if file {
        return answer(&app, &path, &asked);
    }
    elsewhere(&app, &format!("/{path}"))
}

fn answer(app: &App, path: &str, asked: &HeaderMap) -> Result<Response> {
    if app.assets.get("docs/index.html").is_none() {
        return Ok(unbuilt());
    }
    if path == CONSOLE {
        return console(app, "'none'", asked);
    }
    if let Some(file) = app.assets.get(&format!("docs/{path}"))
        && !path.ends_with(".html")
    {
        let cache = if is_hashed(path) {
            IMMUTABLE
        } else {
            REVALIDATE
        };
        return Ok(file.answer(asked, cache));
    }
    let mut response = match app.assets.get(&format!("docs/{path}.html")) {
        Some(page) if path != MISSING => {
            let origin = app.page.origin.as_origin();
            let places = [("{{origin}}", origin.as_str()), ("{{version}}", VERSION)];
            page.answer_with(&places, asked, REVALIDATE)
        }
        _ => {
            let missing = app.assets.get(&format!("docs/{MISSING}.html"));
            let missing = missing.ok_or(Error::NotFound("page of the reference"))?;
            let mut response = missing.answer(&HeaderMap::new(), REVALIDATE);
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    };
    guard(&mut response, HeaderValue::from_static(POLICY));
    Ok(response)
}

fn console(app: &App, ancestors: &str, asked: &HeaderMap) -> Result<Response> {
    let Some(file) = app.assets.get("docs/console.html") else {
        return Ok(unbuilt());
    };
    let policy = HeaderValue::from_str(&format!("{CONSOLE_POLICY} {ancestors}"))
        .map_err(|error| Error::Internal(error.into()))?;
    let mut response = file.answer(asked, REVALIDATE);
    guard(&mut response, policy);
    let headers = response.headers_mut();
    headers.append("vary", HeaderValue::from_static("sec-fetch-dest"));
    Ok(response)
}

/// Leads to the same page on the page's port.
fn elsewhere(app: &App, path: &str) -> Result<Response> {
    let location = HeaderValue::from_str(&format!("{}/docs{path}", app.page.origin.as_origin()))
        .map_err(|_| Error::NotFound("page of the reference"))?;
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, location);
    headers.insert("cache-control", REVALIDATE);
    headers.insert("vary", HeaderValue::from_static("sec-fetch-dest"));
    Ok(response)
}
