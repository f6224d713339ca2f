//! Another service's API on this machine: it answers as it is told and keeps exactly what came.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use axum::serve::Listener;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use super::secured::Secured;

/// A request as it came.
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
    pub(crate) body: Vec<u8>,
    pub(crate) after: Duration,
}

type Behaviour = Arc<dyn Fn(&Got) -> Reply + Send + Sync>;

#[derive(Clone)]
struct Inside {
    behaviour: Behaviour,
    got: Arc<Mutex<Vec<Got>>>,
}

/// Answers until it is dropped.
pub(crate) struct Api {
    /// Such as `http://127.0.0.1:4000`.
    pub(crate) origin: String,
    inside: Inside,
    task: AbortHandle,
}

impl Reply {
    pub(crate) fn with(status: u16, body: &str) -> Self {
        Self {
            status,
            body: body.as_bytes().to_vec(),
            ..Self::default()
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl Got {
    /// All lines of a header.
    pub(crate) fn lines(&self, name: &str) -> Vec<&str> {
        let lines = self.headers.get_all(name).iter();
        lines.map(|line| line.to_str().unwrap()).collect()
    }

    /// The method, the address, and the headers but for those that each request has.
    pub(crate) fn told(&self) -> String {
        let mut lines: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "host" | "user-agent"))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        lines.sort();
        let query = if self.query.is_empty() {
            String::new()
        } else {
            format!("?{}", self.query)
        };
        format!("{} {}{query}\n{}", self.method, self.path, lines.join("\n"))
    }
}

impl Api {
    pub(crate) async fn that(behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        Self::on(listener, origin, behaviour)
    }

    /// The same by TLS, with the certificate in `tls/`.
    pub(crate) async fn by_tls(behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static) -> Self {
        let listener = Secured::bind().await;
        let port = listener.local_addr().unwrap().port();
        Self::on(listener, format!("https://localhost:{port}"), behaviour)
    }

    fn on<L: Listener>(
        listener: L,
        origin: String,
        behaviour: impl Fn(&Got) -> Reply + Send + Sync + 'static,
    ) -> Self
    where
        L::Addr: std::fmt::Debug,
    {
        let inside = Inside {
            behaviour: Arc::new(behaviour),
            got: Arc::default(),
        };
        let router = Router::new().fallback(take).with_state(inside.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self {
            origin,
            inside,
            task: task.abort_handle(),
        }
    }

    /// All that came.
    pub(crate) fn got(&self) -> Vec<Got> {
        self.inside.got.lock().unwrap().clone()
    }

    /// The last that came.
    pub(crate) fn last(&self) -> Got {
        self.got().pop().expect("nothing came")
    }
}

impl Drop for Api {
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
    let reply = (inside.behaviour)(&got);
    inside.got.lock().unwrap().push(got);
    tokio::time::sleep(reply.after).await;
    let mut answer = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        answer = answer.header(name, value);
    }
    answer.body(Body::from(reply.body)).unwrap()
}
