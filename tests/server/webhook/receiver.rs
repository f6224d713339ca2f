//! Takes requests on this machine, and keeps them.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use encaixe_tests::wait::{SOON, until};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A request as it came.
#[derive(Debug, Clone)]
pub(super) struct Got {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

#[derive(Debug, Clone, Default)]
struct Kept {
    got: Arc<Mutex<Vec<Got>>>,
    /// What is answered, and in which words.
    answer: Arc<Mutex<Option<(u16, String)>>>,
}

/// A receiver, until it is dropped.
#[derive(Debug)]
pub(super) struct Receiver {
    pub(super) url: String,
    kept: Kept,
    serving: JoinHandle<()>,
}

impl Got {
    pub(super) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }

    pub(super) fn json(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Receiver {
    pub(super) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let kept = Kept::default();
        let router = Router::new().fallback(take).with_state(kept.clone());
        let serving = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
        Ok(Self { url, kept, serving })
    }

    /// Answers so from now on.
    pub(super) fn answer(&self, status: u16, words: &str) {
        let answer = Some((status, words.to_owned()));
        *self
            .kept
            .answer
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = answer;
    }

    /// All that came so far.
    pub(super) fn all(&self) -> Vec<Got> {
        let got = self.kept.got.lock();
        got.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The requests, once there are so many.
    pub(super) async fn once(&self, count: usize) -> Result<Vec<Got>> {
        let what = format!("{count} requests");
        until(&what, SOON, async || {
            Ok(Some(self.all()).filter(|all| all.len() >= count))
        })
        .await
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn take(State(kept): State<Kept>, headers: HeaderMap, body: Bytes) -> (StatusCode, String) {
    let got = Got { headers, body };
    let mut all = kept.got.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(got);
    let answer = kept.answer.lock().unwrap_or_else(PoisonError::into_inner);
    let (status, words) = answer.clone().unwrap_or((200, String::new()));
    (
        StatusCode::from_u16(status).unwrap_or(StatusCode::OK),
        words,
    )
}
