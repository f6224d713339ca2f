//! Stands between browsers and the server, and keeps each answer of the server as it passes it on: nothing is compressed on this way.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONNECTION, CONTENT_ENCODING, TRANSFER_ENCODING};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use futures::stream::unfold;
use reqwest::Client;
use reqwest::redirect::Policy;

use crate::loopback::{Loopback, Port};

/// An answer, as far as it came.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked and how it was answered, such as `GET /inbox 200 OK`.
    pub line: String,
    /// Its headers, a line each.
    pub headers: Vec<u8>,
    /// Its body.
    pub body: Vec<u8>,
}

/// The running recorder. It ends when this is dropped.
#[derive(Debug)]
pub struct Recorder {
    /// Where browsers find it, such as `http://127.0.0.1:41001`.
    pub origin: String,
    kept: Kept,
    _running: Loopback,
}

/// The answers, in the order in which they began.
type Kept = Arc<Mutex<Vec<Arc<Mutex<Answer>>>>>;

#[derive(Debug, Clone)]
struct Way {
    client: Client,
    /// The server's own address.
    to: String,
    kept: Kept,
}

impl Recorder {
    /// Starts one before a server that will be at that port of this machine.
    ///
    /// # Errors
    /// There is no port for it.
    #[expect(clippy::disallowed_methods, reason = "a test asks as a browser does")]
    pub async fn start(server: u16) -> Result<Self> {
        let port = Port::take().await?;
        let origin = format!("http://127.0.0.1:{}", port.number);
        let kept = Kept::default();
        let way = Way {
            client: Client::builder().redirect(Policy::none()).build()?,
            to: format!("http://127.0.0.1:{server}"),
            kept: Arc::clone(&kept),
        };
        let router = Router::new().fallback(pass).with_state(way);
        Ok(Self {
            origin,
            kept,
            _running: port.serve(&router),
        })
    }

    /// Every answer so far.
    #[must_use]
    pub fn answers(&self) -> Vec<Answer> {
        let kept = lock(&self.kept);
        kept.iter().map(|one| lock(one).clone()).collect()
    }
}

async fn pass(State(way): State<Way>, request: Request) -> Response {
    match passed(way, request).await {
        Ok(response) => response,
        Err(why) => (StatusCode::BAD_GATEWAY, format!("{why:#}")).into_response(),
    }
}

async fn passed(way: Way, request: Request) -> Result<Response> {
    let (head, body) = request.into_parts();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut headers = head.headers;
    headers.remove(ACCEPT_ENCODING);
    let asked = way
        .client
        .request(head.method.clone(), format!("{}{path}", way.to))
        .headers(headers)
        .body(to_bytes(body, usize::MAX).await?);
    let answer = asked.send().await?;
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    ensure!(
        !headers.contains_key(CONTENT_ENCODING),
        "{path} came encoded, though nobody takes that"
    );
    let kept = Arc::new(Mutex::new(Answer {
        line: format!("{} {path} {status}", head.method),
        headers: lines(&headers),
        body: Vec::new(),
    }));
    lock(&way.kept).push(Arc::clone(&kept));
    let body = unfold((answer, kept), async |(mut answer, kept)| {
        let chunk = answer.chunk().await.transpose()?;
        if let Ok(chunk) = &chunk {
            lock(&kept).body.extend(chunk);
        }
        Some((chunk, (answer, kept)))
    });
    // These two are between neighbours.
    headers.remove(TRANSFER_ENCODING);
    headers.remove(CONNECTION);
    let mut response = Response::new(Body::from_stream(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

fn lines(headers: &HeaderMap) -> Vec<u8> {
    let line = |(name, value): (&_, &axum::http::HeaderValue)| {
        [format!("{name}: ").as_bytes(), value.as_bytes(), b"\n"].concat()
    };
    headers.iter().flat_map(line).collect()
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;
    use crate::api::Api;
    use crate::receiver::Receiver;

    #[tokio::test]
    async fn an_answer_goes_through_as_it_is_and_is_kept() -> Result<()> {
        let server = Receiver::start().await?;
        server.answers(418, r#"{"tea": true}"#);
        let port = server.url.rsplit(':').next().context("no port")?;
        let port = port.split('/').next().context("no port")?.parse()?;
        let recorder = Recorder::start(port).await?;
        let (status, body) = Api::new(&recorder.origin, Some("t"))?
            .send(
                reqwest::Method::POST,
                "/a?b=c",
                Some(&serde_json::json!({"d": 1})),
            )
            .await?;
        assert_eq!(
            (status.as_u16(), &body["tea"]),
            (418, &serde_json::json!(true))
        );
        let came = server.received(1).await?.remove(0);
        assert_eq!(came.header("authorization"), "Bearer t");
        assert_eq!(came.json()?, serde_json::json!({"d": 1}));
        let answers = recorder.answers();
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0].line, "POST /a?b=c 418 I'm a teapot");
        assert_eq!(answers[0].body, br#"{"tea": true}"#);
        assert!(String::from_utf8_lossy(&answers[0].headers).contains("content-type: text/plain"));
        Ok(())
    }
}
