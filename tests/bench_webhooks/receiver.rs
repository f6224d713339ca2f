//! A receiver that notes how long each delivery took since its change began.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

/// How long what was sent may take to come.
const LAST: Duration = Duration::from_secs(120);

#[derive(Debug, Default)]
struct Noted {
    began: HashMap<String, Instant>,
    times: Vec<f64>,
    count: usize,
}

#[derive(Debug, Clone)]
struct Inside {
    noted: Arc<Mutex<Noted>>,
    after: Duration,
}

/// It listens until the program ends.
#[derive(Debug)]
pub(super) struct Receiver {
    base: String,
    inside: Inside,
}

impl Receiver {
    /// One that answers at once.
    pub(super) async fn start() -> Result<Self> {
        Self::slow(Duration::ZERO).await
    }

    /// One that answers after a while.
    pub(super) async fn slow(after: Duration) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        let inside = Inside {
            noted: Arc::default(),
            after,
        };
        let router = Router::new().fallback(take).with_state(inside.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { base, inside })
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn url(&self) -> String {
        format!("{}/hooks", self.base)
    }

    /// A change began that says this text.
    pub(super) fn began(&self, text: &str, at: Instant) {
        lock(&self.inside.noted).began.insert(text.to_owned(), at);
    }

    /// How many deliveries came.
    pub(super) fn count(&self) -> usize {
        lock(&self.inside.noted).count
    }

    /// How long each took, in milliseconds, once so many came since it was asked last.
    pub(super) async fn all(&self, count: usize) -> Result<Vec<f64>> {
        let came = async {
            while lock(&self.inside.noted).times.len() < count {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(LAST, came)
            .await
            .context("deliveries did not come")?;
        Ok(std::mem::take(&mut lock(&self.inside.noted).times))
    }
}

async fn take(State(inside): State<Inside>, body: Bytes) -> StatusCode {
    let now = Instant::now();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(text) = body["data"]["message"]["text"].as_str() {
        let mut noted = lock(&inside.noted);
        noted.count += 1;
        let began = noted.began.get(text).copied();
        let took = began.map(|began| now.duration_since(began).as_secs_f64() * 1_000.0);
        noted.times.extend(took);
    }
    sleep(inside.after).await;
    StatusCode::NO_CONTENT
}

fn lock(noted: &Mutex<Noted>) -> MutexGuard<'_, Noted> {
    noted.lock().unwrap_or_else(PoisonError::into_inner)
}
