//! A service on this machine that pings ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use super::TOKEN;

/// Answers until it is dropped.
pub(crate) struct Service {
    pub(crate) url: String,
    counts: Arc<Counts>,
    task: AbortHandle,
}

#[derive(Default)]
struct Counts {
    all: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Service {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let counts = Arc::new(Counts::default());
        let router = Router::new().fallback(answer).with_state(counts.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            url,
            counts,
            task: task.abort_handle(),
        }
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> usize {
        self.counts.all.load(Ordering::SeqCst)
    }

    /// How many were there at once.
    pub(crate) fn most(&self) -> usize {
        self.counts.most.load(Ordering::SeqCst)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    State(counts): State<Arc<Counts>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    counts.all.fetch_add(1, Ordering::SeqCst);
    let now = counts.now.fetch_add(1, Ordering::SeqCst) + 1;
    counts.most.fetch_max(now, Ordering::SeqCst);
    let answer = by_path(&method, &uri, &headers, &body).await;
    counts.now.fetch_sub(1, Ordering::SeqCst);
    answer
}

async fn by_path(method: &Method, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Response {
    let query = uri.query().unwrap_or_default();
    match uri.path() {
        "/api/custom_fields" => lahar(query),
        "/echo" => {
            let text = |value: &axum::http::HeaderValue| Value::from(value.to_str().unwrap());
            let headers = headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value)));
            let headers: serde_json::Map<String, Value> = headers.collect();
            let body = String::from_utf8_lossy(body);
            body_of(&json!({"method": method.as_str(), "url": uri.to_string(), "headers": headers, "body": body})).into_response()
        }
        "/text" => "no JSON {".into_response(),
        "/me" => body_of(&json!({"ok": true, "code": 1, "data": {"state": "active"}, "message": "Trial is over"}),
        )
        .into_response(),
        "/huge" => "x".repeat(1024 * 1024 + 1).into_response(),
        "/long" => "é\"\n".repeat(1024 * 64).into_response(),
        "/slow" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            ().into_response()
        }
        "/while" => {
            tokio::time::sleep(Duration::from_millis(500)).await;
            body_of(&json!({})).into_response()
        }
        "/limited" => {
            let after = query.replace('+', " ");
            (StatusCode::TOO_MANY_REQUESTS, [("retry-after", after)]).into_response()
        }
        path => match path
            .strip_prefix("/status/")
            .and_then(|status| status.parse().ok())
        {
            Some(status) => {
                let status = StatusCode::from_u16(status).unwrap();
                let said = if query == "silent" {
                    json!(null)
                } else {
                    json!({"error": {"message": format!("Words of {status}")}})
                };
                (status, body_of(&said)).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

/// As Lahar answers: with 200, and an error inside when the token is wrong.
fn lahar(query: &str) -> Response {
    let sent = url::form_urlencoded::parse(query.as_bytes());
    let token = sent.into_iter().find(|(name, _)| name == "token_api_lahar");
    let token = token
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default();
    let said = if token == TOKEN {
        json!({"custom_fields": []})
    } else {
        json!({"data": {"error": {"message": format!("Token inválido: {token}")}}})
    };
    body_of(&said).into_response()
}

fn body_of(said: &Value) -> impl axum::response::IntoResponse + use<> {
    ([("content-type", "application/json")], said.to_string())
}
