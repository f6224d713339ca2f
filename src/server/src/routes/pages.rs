//! The page: one shell for every address of it, its files, and the demo plugin's page.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use encaixe_api::plugin_url::PluginUrl;

use crate::app::{App, Shared};
use crate::embedded::{IMMUTABLE, REVALIDATE};
use crate::error::{Error, Result};

/// Whom the page may frame is written after it.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    style-src-attr 'unsafe-inline'; img-src 'self' data:; media-src 'self'; \
    font-src 'self'; connect-src 'self'; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'self'; frame-src";

const UNBUILT: &str = include_str!("unbuilt.html");
const UNBUILT_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/", get(shell))
        .route("/inbox", get(shell))
        .route("/inbox/{id}", get(shell))
        .route("/settings", get(shell))
        .route("/settings/{*section}", get(shell))
        .fallback(file_or_shell)
}

/// The page's `index.html`, or a page that says how to build it.
pub(super) async fn shell(State(app): State<Shared>, asked: HeaderMap) -> Response {
    draw(&app, &asked)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

/// A file of the page; else the shell, which draws "not found", with that status.
async fn file_or_shell(
    State(app): State<Shared>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return Error::NotFound("address").into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if path != "index.html"
        && let Some(file) = app.assets.get(&format!("page/{path}"))
    {
        let cache = if is_hashed(path) {
            IMMUTABLE
        } else {
            REVALIDATE
        };
        return file.answer(&asked, cache);
    }
    let mut response = shell(State(app), HeaderMap::new()).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Whether a file's name changes with its content: `assets/app-f829a62e088f9ea8.wasm`.
pub(super) fn is_hashed(path: &str) -> bool {
    let file = path.strip_prefix("assets/").unwrap_or_default();
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

async fn draw(app: &App, asked: &HeaderMap) -> Result<Response> {
    let Some(page) = app.assets.get("page/index.html") else {
        return Ok(unbuilt());
    };
    let mut policy = format!("{POLICY} {}", app.page.origin.frame_sources());
    if app.page.origin.is_https() {
        let workspace = app.store.workspace().await?.unwrap_or_default();
        if workspace.allows_dev_plugins(true) {
            policy += &app.page.origin.loopback_sources();
        }
    }
    if app.page.origin.is_below_localhost() {
        for known in app.store.plugins().await? {
            let url = PluginUrl::registered(&known.plugin.endpoint, &app.page.origin);
            if let Some(url) = url.ok().filter(PluginUrl::is_dev) {
                policy = format!("{policy} {}", url.origin());
            }
        }
    }
    let policy = HeaderValue::from_str(&policy).map_err(|error| Error::Internal(error.into()))?;
    let mut response = page.answer(asked, REVALIDATE);
    guard(&mut response, policy);
    Ok(response)
}

/// A page that says how to build what was asked for.
pub(super) fn unbuilt() -> Response {
    let mut response = Response::new(Body::from(UNBUILT));
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, html);
    response.headers_mut().insert("cache-control", REVALIDATE);
    guard(&mut response, HeaderValue::from_static(UNBUILT_POLICY));
    response
}

/// The headers that every page has, with its own policy.
pub(super) fn guard(response: &mut Response, policy: HeaderValue) {
    let headers = response.headers_mut();
    headers.insert("content-security-policy", policy);
    for (name, value) in [
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        // A plugin on a neighbouring host of the same site, busy for seconds, would else hold the page's thread too.
        ("origin-agent-cluster", "?1"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Every answer is what its type says, and nothing that a browser could guess.
pub(super) async fn as_said(mut response: Response) -> Response {
    response.headers_mut().insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Sends who came by another name to the page's one origin: cookies and plugins depend on it.
pub(super) async fn public_host(
    State(app): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let origin = app.page.origin.as_origin();
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let came_by = request.headers().get(HOST);
    let same = came_by.is_none_or(|by| by.as_bytes().eq_ignore_ascii_case(host.as_bytes()));
    if same || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let rest = request
        .uri()
        .path_and_query()
        .map_or("/", |rest| rest.as_str());
    let Ok(location) = HeaderValue::from_str(&format!("{}{rest}", app.page.url())) else {
        return next.run(request).await;
    };
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    response.headers_mut().insert(LOCATION, location);
    response.headers_mut().insert("cache-control", REVALIDATE);
    response
}

/// A file of the demo plugin, fit to be framed.
pub(super) async fn demo(
    State(app): State<Shared>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Result<Response> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Error::NotFound("address"));
    }
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let file = app
        .assets
        .get(&format!("demo/{path}"))
        .ok_or(Error::NotFound("file"))?;
    let mut response = file.answer(&asked, REVALIDATE);
    response
        .headers_mut()
        .insert("referrer-policy", HeaderValue::from_static("no-referrer"));
    Ok(response)
}
