//! A folder of finished files, served as any web server would, on a port of its own.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::loopback::{Loopback, Port};

/// The running server. It ends when this is dropped.
#[derive(Debug)]
pub struct Site {
    /// Its origin, such as `http://localhost:41001`.
    pub origin: String,
    _running: Loopback,
}

#[derive(Debug, Clone)]
struct SiteState {
    folder: PathBuf,
    policy: Option<HeaderValue>,
}

impl Site {
    /// Serves a folder; with a policy, each answer has it as its `Content-Security-Policy`.
    ///
    /// # Errors
    /// There is no such folder, no port, or the policy cannot stand in a header.
    pub async fn start(folder: &Path, policy: Option<&str>) -> Result<Self> {
        ensure!(folder.is_dir(), "{} is not a folder", folder.display());
        let state = SiteState {
            folder: folder.to_owned(),
            policy: policy.map(HeaderValue::from_str).transpose()?,
        };
        let port = Port::take().await?;
        let origin = format!("http://localhost:{}", port.number);
        let router = Router::new().fallback(file).with_state(state);
        let running = port.serve(&router);
        Ok(Self {
            origin,
            _running: running,
        })
    }

    /// The address of its start page.
    #[must_use]
    pub fn start_page(&self) -> String {
        format!("{}/", self.origin)
    }
}

async fn file(State(state): State<SiteState>, uri: Uri) -> Response {
    match read(&state.folder, uri.path()) {
        Ok((content, kind)) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            let mut response = (headers, content).into_response();
            if let Some(policy) = state.policy {
                response
                    .headers_mut()
                    .insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(why) => (StatusCode::NOT_FOUND, format!("{why:#}")).into_response(),
    }
}

fn read(folder: &Path, asked: &str) -> Result<(Vec<u8>, &'static str)> {
    let inside = Path::new(asked.trim_start_matches('/'));
    let plain = inside
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    ensure!(plain, "{asked} leaves the folder");
    let mut path = folder.join(inside);
    if path.is_dir() {
        path = path.join("index.html");
    }
    let extension = path.extension().and_then(|it| it.to_str());
    let kind = match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
    let content = fs::read(&path).with_context(|| path.display().to_string())?;
    Ok((content, kind))
}
