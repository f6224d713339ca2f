//! A program that speaks to the server's API with a token, as `curl` would.

use anyhow::{Context as _, Result, ensure};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;

/// Somebody with a token, or without one.
#[derive(Debug, Clone)]
pub struct Api {
    client: Client,
    base: String,
    token: Option<String>,
}

impl Api {
    /// Speaks to the server at `base`.
    ///
    /// # Errors
    /// The client could not be made.
    #[expect(clippy::disallowed_methods, reason = "a test asks as anybody does")]
    pub fn new(base: &str, token: Option<&str>) -> Result<Self> {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self {
            client,
            base: base.to_owned(),
            token: token.map(str::to_owned),
        })
    }

    /// Sends a request; gives the status and the body, null when it is empty or not JSON.
    ///
    /// # Errors
    /// No answer came.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Value)> {
        let (status, bytes) = self.bytes(method, path, body).await?;
        Ok((status, serde_json::from_slice(&bytes).unwrap_or_default()))
    }

    /// Sends a request; gives the status and the body as it came.
    ///
    /// # Errors
    /// No answer came.
    pub async fn bytes(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<(StatusCode, Vec<u8>)> {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.with_context(|| path.to_owned())?;
        Ok((answer.status(), answer.bytes().await?.to_vec()))
    }

    /// `GET` of an answer without end, which goes on until the value is dropped.
    ///
    /// # Errors
    /// It did not begin.
    pub async fn stream(&self, path: &str) -> Result<Response> {
        let mut request = self.client.get(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        Ok(request.send().await?.error_for_status()?)
    }

    /// `GET`, of which the answer must be a success.
    ///
    /// # Errors
    /// It was not.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.must(Method::GET, path, None).await
    }

    /// `POST`, of which the answer must be a success.
    ///
    /// # Errors
    /// It was not.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.must(Method::POST, path, Some(body)).await
    }

    /// A request of which the answer must be a success.
    ///
    /// # Errors
    /// It was not.
    pub async fn must(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let (status, answer) = self.send(method.clone(), path, body).await?;
        ensure!(
            status.is_success(),
            "{method} {path} gave {status}: {answer}"
        );
        Ok(answer)
    }
}
