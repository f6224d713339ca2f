//! The pages' server: it serves those of `tests/browser/pages` and `tests/contract/pages`, with their scripts, on two
//! origins, and keeps what they report.
//!
//! A page reports by `record(kind, data)` of `attack.js`. A test proves by the kind `alive` that the page ran, and
//! by the absence of `port` and `window` that the host told it nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::Value;

use crate::binary::dist;
use crate::build::Build;
use crate::loopback::{Loopback, Port};
use crate::wait::{SOON, until};

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// What a page reported.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    /// Origin and path of the page.
    pub page: String,
    /// `alive`, `port`, `window`, or a word of the page's own.
    pub kind: String,
    /// What came.
    #[serde(default)]
    pub data: Value,
}

/// The running server.
#[derive(Debug)]
pub struct Fixture {
    /// The origin where plugins are registered.
    pub home: String,
    /// Another origin and another site, on the same machine.
    pub abroad: String,
    state: FixtureState,
    _running: [Loopback; 2],
}

#[derive(Debug, Clone, Default)]
struct FixtureState {
    records: Arc<Mutex<Vec<Record>>>,
    visits: Arc<Mutex<BTreeMap<String, usize>>>,
    words: Arc<BTreeMap<&'static str, String>>,
    sessions: Arc<Mutex<Vec<String>>>,
}

impl Fixture {
    /// Starts it on two free ports.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start() -> Result<Self> {
        let ports = [Port::take().await?, Port::take().await?];
        let home = format!("http://localhost:{}", ports[0].number);
        let abroad = format!("http://abroad.localhost:{}", ports[1].number);
        let neighbour = format!("http://127.0.0.1:{}", ports[0].number);
        let words = BTreeMap::from([
            ("{{home}}", home.clone()),
            ("{{abroad}}", abroad.clone()),
            ("{{neighbour}}", neighbour),
        ]);
        let state = FixtureState {
            words: Arc::new(words),
            ..FixtureState::default()
        };
        let router = router(state.clone());
        let running = ports.map(|port| port.serve(&router));
        Ok(Self {
            home,
            abroad,
            state,
            _running: running,
        })
    }

    /// The address of a page at home.
    #[must_use]
    pub fn page(&self, name: &str) -> String {
        format!("{}/pages/{name}", self.home)
    }

    /// The address of a page abroad.
    #[must_use]
    pub fn page_abroad(&self, name: &str) -> String {
        format!("{}/pages/{name}", self.abroad)
    }

    /// The address of a page at home, or abroad, that loads another build of the SDK than the page names.
    #[must_use]
    pub fn page_with(&self, build: Build, origin: &str, name: &str) -> String {
        format!("{origin}/with/{}/{name}", build.file())
    }

    /// The address at home that answers with a redirect to a page: `home` or `abroad`.
    #[must_use]
    pub fn redirect(&self, origin: &str, name: &str) -> String {
        format!("{}/redirect/{origin}/{name}", self.home)
    }

    /// What a page reported of one kind so far.
    #[must_use]
    pub fn records(&self, page: &str, kind: &str) -> Vec<Record> {
        self.all()
            .into_iter()
            .filter(|record| record.page == page && record.kind == kind)
            .collect()
    }

    /// Everything that was reported so far.
    #[must_use]
    pub fn all(&self) -> Vec<Record> {
        self.state
            .records
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What was reported, a few words each.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        let brief = |record: &Record| {
            let data: String = record.data.to_string().chars().take(80).collect();
            format!("{} {} {data}", record.page, record.kind)
        };
        self.all().iter().map(brief).collect()
    }

    /// Waits until a page reported a kind `count` times.
    ///
    /// # Errors
    /// It did not.
    pub async fn heard(&self, page: &str, kind: &str, count: usize) -> Result<Vec<Record>> {
        until(&format!("{count} x {kind} of {page}"), SOON, async || {
            let records = self.records(page, kind);
            Ok((records.len() >= count).then_some(records))
        })
        .await
        .with_context(|| format!("reported were {:?}", self.summary()))
    }

    /// The addresses that were asked for with a session of the inbox's in the request.
    #[must_use]
    pub fn sessions(&self) -> Vec<String> {
        self.state
            .sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// How often a path was requested.
    #[must_use]
    pub fn visits(&self, path: &str) -> usize {
        self.state
            .visits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
            .copied()
            .unwrap_or_default()
    }
}

fn router(state: FixtureState) -> Router {
    Router::new()
        .route("/pages/{name}", get(page))
        .route("/{script}", get(script))
        .route("/with/{build}/{name}", get(page_with))
        .route("/sdk/{file}", get(sdk))
        .route("/golden/{name}", get(golden))
        .route("/redirect/{origin}/{name}", get(redirect))
        .route("/slash", get(|| async { Redirect::to("/slash/") }))
        .route("/slash/", get(slash))
        .route("/never", get(std::future::pending::<StatusCode>))
        .route("/record", post(record))
        .layer(from_fn_with_state(state.clone(), look_for_sessions))
        .with_state(state)
}

async fn look_for_sessions(
    State(state): State<FixtureState>,
    request: Request,
    next: Next,
) -> Response {
    let has_one = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .any(|line| {
            let line = String::from_utf8_lossy(line.as_bytes());
            line.contains("encaixe_session")
        });
    if has_one {
        let asked = format!(
            "{:?} {}",
            request.headers().get(header::HOST),
            request.uri()
        );
        state
            .sessions
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(asked);
    }
    next.run(request).await
}

async fn page(State(state): State<FixtureState>, Path(name): Path<String>) -> Response {
    let path = format!("/pages/{name}");
    *state
        .visits
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .entry(path)
        .or_default() += 1;
    html(&state, &name, Build::Script)
}

async fn page_with(
    State(state): State<FixtureState>,
    Path((build, name)): Path<(String, String)>,
) -> Response {
    match Build::of(&build) {
        Some(build) => html(&state, &name, build),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn html(state: &FixtureState, name: &str, build: Build) -> Response {
    let Some(Ok(text)) = file(&format!("{name}.html")).map(fs::read_to_string) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut html = build.put_into(&text);
    for (word, value) in state.words.iter() {
        html = html.replace(word, value);
    }
    (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        html,
    )
        .into_response()
}

/// A page whose server adds a slash to the registered address.
async fn slash(state: State<FixtureState>) -> Response {
    page(state, Path("sdk".to_owned())).await
}

async fn script(Path(name): Path<String>) -> Response {
    match file(&name).filter(|path| path.extension().is_some_and(|kind| kind == "js")) {
        Some(path) => answer(path, JAVASCRIPT),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn sdk(Path(file): Path<String>) -> Response {
    let path = dist().join("sdk").join(&file);
    match Build::of(&file) {
        Some(_) => answer(path, JAVASCRIPT),
        None if file == "kinbox.wasm" => answer(path, "application/wasm"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn golden(Path(name): Path<String>) -> Response {
    match crate::golden::text(&name) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(why) => (StatusCode::NOT_FOUND, why.to_string()).into_response(),
    }
}

fn answer(path: PathBuf, kind: &'static str) -> Response {
    match fs::read(path) {
        Ok(content) => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        Err(why) => (StatusCode::NOT_FOUND, why.to_string()).into_response(),
    }
}

async fn redirect(
    State(state): State<FixtureState>,
    Path((origin, name)): Path<(String, String)>,
) -> Response {
    match state.words.get(format!("{{{{{origin}}}}}").as_str()) {
        Some(origin) => Redirect::to(&format!("{origin}/pages/{name}")).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn record(State(state): State<FixtureState>, body: Bytes) -> StatusCode {
    match serde_json::from_slice(&body) {
        Ok(record) => {
            state
                .records
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(record);
            StatusCode::NO_CONTENT
        }
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

/// The file of that name in one of the folders of pages.
fn file(name: &str) -> Option<PathBuf> {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    ["browser/pages", "contract/pages"]
        .iter()
        .map(|folder| tests.join(folder).join(name))
        .find(|path| path.is_file())
}
