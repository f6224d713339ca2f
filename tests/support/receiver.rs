//! A program that receives webhooks, and answers what it is told to.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use serde_json::Value;

use crate::loopback::{Loopback, Port};
use crate::wait::{SOON, until};

/// What came once.
#[derive(Debug, Clone)]
pub struct Received {
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Received {
    /// A header's text; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Its body.
    ///
    /// # Errors
    /// It is no JSON.
    pub fn json(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// Whether one of its signatures was made with that secret, as Standard Webhooks has it.
    ///
    /// # Errors
    /// The secret is none.
    pub fn is_signed_with(&self, secret: &str) -> Result<bool> {
        let key = secret.strip_prefix("whsec_").context("no secret")?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, &STANDARD.decode(key)?);
        let mut text = format!(
            "{}.{}.",
            self.header("webhook-id"),
            self.header("webhook-timestamp")
        )
        .into_bytes();
        text.extend(&self.body);
        let is_good = |signature: &str| {
            let signature = signature.strip_prefix("v1,");
            let signature = signature.and_then(|text| STANDARD.decode(text).ok());
            signature.is_some_and(|one| hmac::verify(&key, &text, &one).is_ok())
        };
        Ok(self.header("webhook-signature").split(' ').any(is_good))
    }
}

#[derive(Debug, Default)]
struct Kept {
    answer: (u16, String),
    received: Vec<Received>,
}

/// The running program. It ends when this is dropped.
#[derive(Debug)]
pub struct Receiver {
    /// Where it receives.
    pub url: String,
    kept: Arc<Mutex<Kept>>,
    _running: Loopback,
}

impl Receiver {
    /// Starts one that answers 204.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start() -> Result<Self> {
        let port = Port::take().await?;
        let url = format!("http://localhost:{}/hooks", port.number);
        let kept = Arc::new(Mutex::new(Kept::default()));
        let router = Router::new()
            .fallback(receive)
            .with_state(Arc::clone(&kept));
        let receiver = Self {
            url,
            kept,
            _running: port.serve(&router),
        };
        receiver.answers(204, "");
        Ok(receiver)
    }

    /// What it answers from now on.
    pub fn answers(&self, status: u16, body: &str) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.answer = (status, body.to_owned());
    }

    /// All that came so far.
    #[must_use]
    pub fn all(&self) -> Vec<Received> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.received.clone()
    }

    /// Waits until so much came in all, and gives it.
    ///
    /// # Errors
    /// It did not come.
    pub async fn received(&self, count: usize) -> Result<Vec<Received>> {
        until(&format!("delivery {count}"), SOON, async || {
            Ok(Some(self.all()).filter(|all| all.len() >= count))
        })
        .await
    }
}

async fn receive(
    State(kept): State<Arc<Mutex<Kept>>>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    kept.received.push(Received {
        headers,
        body: body.to_vec(),
    });
    let (status, body) = kept.answer.clone();
    (StatusCode::from_u16(status).unwrap_or_default(), body)
}
