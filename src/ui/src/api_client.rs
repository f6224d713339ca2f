//! The server's API, as the page uses it. Errors come back as values; nothing here shows anything.

use encaixe_api::error::{ApiError, ErrorBody};
use encaixe_api::id::PluginId;
use encaixe_api::plugin::PLUGIN_HEADER;
use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;

use crate::company;

mod path;
mod plugin;

pub use path::part;
pub use plugin::plugin_path;

/// How long the answer to a question may take to begin, in milliseconds. A connection that died without a word would
/// hold it up for minutes.
const ANSWER_MS: u32 = 10_000;
/// The same of what changes something.
const CHANGE_MS: u32 = 30_000;
/// How many connections a browser keeps to one server, where each takes one request at a time.
const CONNECTIONS: usize = 6;
/// How long one of them may take to show that it lives, in milliseconds.
const ALIVE_MS: u32 = 3_000;

/// Why a request did not bring what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The status; `None` when no answer came.
    pub status: Option<u16>,
    /// What the server said.
    pub error: ApiError,
}

impl Failure {
    /// Nobody is signed in.
    pub fn is_signed_out(&self) -> bool {
        self.status == Some(401)
    }

    /// There is no such thing.
    pub fn is_missing(&self) -> bool {
        self.status == Some(404)
    }

    /// Asking again may help: no answer came, or the server is not well.
    pub fn is_passing(&self) -> bool {
        self.status
            .is_none_or(|status| status >= 500 || matches!(status, 408 | 429))
    }

    /// The message of the field at `path`: its code and its text.
    pub fn field(&self, path: &str) -> Option<(&str, &str)> {
        let field = self.error.fields.iter().find(|field| field.path == path)?;
        Some((&field.code, &field.message))
    }

    /// One without mistakes of fields.
    #[must_use]
    pub fn new(status: Option<u16>, code: &str, message: String) -> Self {
        Self {
            status,
            error: ApiError {
                code: code.to_owned(),
                message,
                fields: Vec::new(),
                ..ApiError::default()
            },
        }
    }
}

/// What came of a request.
pub type Answer<T> = Result<T, Failure>;

/// Who changes something.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// The agent.
    Agent,
    /// A plugin in the agent's page.
    Plugin(&'a PluginId),
}

/// Asks for something.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn get<T: DeserializeOwned>(path: &str) -> Answer<T> {
    get_for(By::Agent, path).await
}

/// Asks for something; gives the answer as it is written.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn get_text(path: &str) -> Answer<String> {
    let said = ask(ANSWER_MS, By::Agent, Method::GET, path, Ok(None)).await?;
    Ok(said.text)
}

/// Changes something; gives what the server answers.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn send<B: Serialize, T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: Option<&B>,
) -> Answer<T> {
    let limit = limit(&method);
    parse(&ask(limit, By::Agent, method, path, written(body)).await?)
}

/// The body of an answer.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn read<T: DeserializeOwned>(response: Response) -> Answer<T> {
    parse(&said(response).await?)
}

/// The same for a plugin, which the server records.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn send_for<B: Serialize, T: DeserializeOwned>(
    by: By<'_>,
    method: Method,
    path: &str,
    body: Option<&B>,
) -> Answer<T> {
    parse(&ask(CHANGE_MS, by, method, path, written(body)).await?)
}

/// Changes something for a plugin; the body is JSON that is written already, and the answer is given as it is written.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn send_text_for(by: By<'_>, path: &str, body: String) -> Answer<String> {
    let said = ask(CHANGE_MS, by, Method::POST, path, Ok(Some(body))).await?;
    Ok(said.text)
}

/// Asks for something for a plugin, which the server refuses to one that may not see it.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn get_for<T: DeserializeOwned>(by: By<'_>, path: &str) -> Answer<T> {
    parse(&ask(ANSWER_MS, by, Method::GET, path, Ok(None)).await?)
}

/// Changes something for a plugin; what the server answers does not matter.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn send_only_for<B: Serialize>(
    by: By<'_>,
    method: Method,
    path: &str,
    body: Option<&B>,
) -> Answer<()> {
    let sent = request_within(CHANGE_MS, by, method, path, written(body)?).await;
    sent.map(drop)
}

/// Changes something; what the server answers does not matter.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn send_only<B: Serialize>(method: Method, path: &str, body: Option<&B>) -> Answer<()> {
    request(method, path, body).await.map(drop)
}

/// Rids the browser of connections that died without a word: it would send one request after the other on them. Each
/// that does not answer in time is closed.
pub fn shed_dead_connections() {
    for _ in 0..CONNECTIONS {
        spawn_local(async {
            // The answer does not matter; the connection of one that does not come is closed.
            let _ = request_within(ALIVE_MS, By::Agent, Method::GET, "/health", None).await;
        });
    }
}

/// Asks the server; gives its answer as it comes, when it is a good one.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn request<B: Serialize>(
    method: Method,
    path: &str,
    body: Option<&B>,
) -> Answer<Response> {
    let limit = limit(&method);
    request_within(limit, By::Agent, method, path, written(body)?).await
}

fn limit(method: &Method) -> u32 {
    if *method == Method::GET {
        ANSWER_MS
    } else {
        CHANGE_MS
    }
}

// What is generic is short: the rest is there once for the bodies and answers of all types.

/// A body as it is sent.
fn written<B: Serialize>(body: Option<&B>) -> Answer<Option<String>> {
    let text = body.map(serde_json::to_string).transpose();
    text.map_err(|error| unreachable_server(error.into()))
}

/// What an answer holds.
fn parse<T: DeserializeOwned>(said: &Said) -> Answer<T> {
    serde_json::from_str(&said.text).map_err(|error| unreadable(said.status, &error))
}

/// An answer's status and text.
struct Said {
    status: u16,
    text: String,
}

fn unreadable(status: u16, error: &serde_json::Error) -> Failure {
    Failure::new(Some(status), "unreadable", error.to_string())
}

async fn ask(
    limit: u32,
    by: By<'_>,
    method: Method,
    path: &str,
    body: Answer<Option<String>>,
) -> Answer<Said> {
    said(request_within(limit, by, method, path, body?).await?).await
}

async fn said(response: Response) -> Answer<Said> {
    let status = response.status();
    let text = response.text().await.map_err(unreachable_server)?;
    Ok(Said { status, text })
}

async fn request_within(
    limit: u32,
    by: By<'_>,
    method: Method,
    path: &str,
    body: Option<String>,
) -> Answer<Response> {
    let abort = web_sys::AbortController::new().ok();
    let signal = abort.as_ref().map(web_sys::AbortController::signal);
    // Dropped, and so forgotten, when the answer begins.
    let _limit = abort.map(|abort| Timeout::new(limit, move || abort.abort()));
    let builder = RequestBuilder::new(&company::path(path))
        .method(method)
        .abort_signal(signal.as_ref())
        .header("Accept", "application/json");
    let builder = match by {
        By::Agent => builder,
        By::Plugin(plugin) => builder.header(PLUGIN_HEADER, plugin.as_str()),
    };
    let sent = match body {
        Some(body) => {
            let builder = builder.header("Content-Type", "application/json");
            match builder.body(body) {
                Ok(request) => request.send().await,
                Err(error) => Err(error),
            }
        }
        None => builder.send().await,
    };
    let response = sent.map_err(unreachable_server)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    let text = response.text().await.unwrap_or_default();
    Err(serde_json::from_str::<ErrorBody>(&text).map_or_else(
        |_| Failure::new(Some(status), "unreadable", format!("status {status}")),
        |body| Failure {
            status: Some(status),
            error: body.error,
        },
    ))
}

#[expect(clippy::needless_pass_by_value, reason = "it is a mapper of errors")]
fn unreachable_server(error: gloo_net::Error) -> Failure {
    Failure::new(None, "offline", error.to_string())
}
