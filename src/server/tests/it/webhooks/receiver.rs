//! A receiver of webhooks on this machine.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use encaixe_server::delivery::sign::{Secret, verify};
use futures::stream::{self, StreamExt as _};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// A delivery as it came.
#[derive(Debug, Clone)]
pub(crate) struct Got {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What is answered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) after: Duration,
    pub(crate) body: Vec<u8>,
    /// Whether the body goes on after that, with nothing.
    pub(crate) is_endless: bool,
}

type Behaviour = Arc<dyn Fn(&Got) -> Reply + Send + Sync>;

#[derive(Clone)]
struct Inside {
    behaviour: Arc<Mutex<Behaviour>>,
    tell: mpsc::UnboundedSender<Got>,
}

/// Takes deliveries until it is dropped.
pub(crate) struct Receiver {
    pub(crate) url: String,
    inside: Inside,
    got: mpsc::UnboundedReceiver<Got>,
    task: AbortHandle,
}

impl Reply {
    pub(crate) fn with(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn id(&self) -> &str {
        self.header("webhook-id")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Whether a receiver that has this secret takes it.
    pub(crate) fn verifies(&self, secret: &str) -> bool {
        let secret = Secret::parse(secret).unwrap();
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let now = i64::try_from(now.unwrap().as_secs()).unwrap();
        let (id, at, by) = (
            Some(self.id()),
            Some(self.header("webhook-timestamp")),
            Some(self.header("webhook-signature")),
        );
        verify(&secret, id, at, by, &self.body, now).is_ok()
    }
}

impl Receiver {
    /// One that takes everything.
    pub(crate) async fn start() -> Self {
        Self::that(|_| Reply::with(204)).await
    }

    /// One that answers as it is told.
    pub(crate) async fn that(behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let (tell, got) = mpsc::unbounded_channel();
        let inside = Inside {
            behaviour: Arc::new(Mutex::new(Arc::new(behaviour))),
            tell,
        };
        let router = Router::new().fallback(take).with_state(inside.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            url,
            inside,
            got,
            task: task.abort_handle(),
        }
    }

    /// Answers otherwise from now on.
    pub(crate) fn now(&self, behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static) {
        *self.inside.behaviour.lock().unwrap() = Arc::new(behaviour);
    }

    /// The next delivery.
    pub(crate) async fn next(&mut self) -> Got {
        let got = timeout(Duration::from_secs(10), self.got.recv()).await;
        got.expect("no delivery came").unwrap()
    }

    /// That none comes for a while.
    pub(crate) async fn none(&mut self, during: Duration) {
        if let Ok(got) = timeout(during, self.got.recv()).await {
            panic!("{got:?}");
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take(
    State(inside): State<Inside>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let got = Got {
        method,
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        headers,
        body,
    };
    let behaviour = inside.behaviour.lock().unwrap().clone();
    let reply = behaviour(&got);
    drop(inside.tell.send(got));
    tokio::time::sleep(reply.after).await;
    let body = if reply.is_endless {
        let begun = stream::iter([Ok::<_, Infallible>(reply.body)]);
        Body::from_stream(begun.chain(stream::pending()))
    } else {
        Body::from(reply.body)
    };
    let mut answer = Response::new(body);
    *answer.status_mut() = StatusCode::from_u16(reply.status).unwrap();
    for (name, value) in reply.headers {
        answer.headers_mut().insert(name, value.parse().unwrap());
    }
    answer
}
