//! Another service's API on this machine: it answers as it is told, and keeps exactly what came.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

use crate::loopback::{Loopback, Port};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its method.
    pub method: Method,
    /// Its path and query.
    pub target: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Asked {
    /// All values of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Vec<&str> {
        let all = self.headers.get_all(name).iter();
        all.map(|value| value.to_str().unwrap_or("no text"))
            .collect()
    }

    /// The method, the address, the headers in the order of the alphabet but for those of each connection, and the body: a line each.
    #[must_use]
    pub fn told(&self) -> String {
        let own = |name: &str| !matches!(name, "host" | "user-agent");
        let headers = self.headers.iter().filter(|(name, _)| own(name.as_str()));
        let mut headers: Vec<String> = headers
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap_or("no text")))
            .collect();
        headers.sort();
        let body = String::from_utf8_lossy(&self.body);
        let lines = [format!("{} {}", self.method, self.target)].into_iter();
        let body = Some(body.into_owned()).filter(|body| !body.is_empty());
        lines
            .chain(headers)
            .chain(body)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

type Behaviour = Arc<dyn Fn(&Asked) -> (u16, Value) + Send + Sync>;

#[derive(Clone)]
struct Inside {
    behaviour: Behaviour,
    came: Arc<Mutex<Vec<Asked>>>,
}

/// The running API. It ends when this is dropped.
pub struct RemoteApi {
    /// Such as `http://127.0.0.1:41001`.
    pub origin: String,
    inside: Inside,
    _running: Loopback,
}

impl fmt::Debug for RemoteApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RemoteApi").field(&self.origin).finish()
    }
}

impl RemoteApi {
    /// Starts one that answers each request with a status and JSON.
    ///
    /// # Errors
    /// There is no port.
    pub async fn that(
        behaviour: impl Fn(&Asked) -> (u16, Value) + Send + Sync + 'static,
    ) -> Result<Self> {
        let port = Port::take().await?;
        let inside = Inside {
            behaviour: Arc::new(behaviour),
            came: Arc::default(),
        };
        let router = Router::new().fallback(take).with_state(inside.clone());
        Ok(Self {
            origin: format!("http://127.0.0.1:{}", port.number),
            inside,
            _running: port.serve(&router),
        })
    }

    /// All that came, the first one first.
    #[must_use]
    pub fn came(&self) -> Vec<Asked> {
        let came = self.inside.came.lock();
        came.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn take(
    State(inside): State<Inside>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let asked = Asked {
        method,
        target: uri.to_string(),
        headers,
        body,
    };
    let (status, answer) = (inside.behaviour)(&asked);
    let mut came = inside.came.lock().unwrap_or_else(PoisonError::into_inner);
    came.push(asked);
    let status = StatusCode::from_u16(status).unwrap_or_default();
    (
        status,
        [(CONTENT_TYPE, "application/json")],
        answer.to_string(),
    )
        .into_response()
}
