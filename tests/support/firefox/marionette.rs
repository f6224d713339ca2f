//! Firefox's own remote protocol: JSON behind its length, `[0, id, command, params]` there and
//! `[1, id, error, result]` back.

use anyhow::{Context as _, Result, bail, ensure};
use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufStream};
use tokio::net::TcpStream;

/// The connection.
#[derive(Debug)]
pub(super) struct Marionette {
    stream: BufStream<TcpStream>,
    last: u64,
}

/// An error of WebDriver.
#[derive(Debug)]
pub(super) struct Failure {
    error: String,
    message: String,
    stacktrace: String,
}

impl Marionette {
    pub(super) async fn connect(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let mut wire = Self {
            stream: BufStream::new(stream),
            last: 0,
        };
        let hello = wire.read().await?;
        ensure!(
            hello["marionetteProtocol"] == 3,
            "another protocol: {hello}"
        );
        Ok(wire)
    }

    /// Carries out a command. What comes back as `{"value": ...}` alone is given as that value.
    pub(super) async fn call(&mut self, name: &str, params: Value) -> Result<Value, Failure> {
        let failed = |why: anyhow::Error| Failure::unknown(&format!("{name}: {why:#}"));
        let reply = self.exchange(name, params).await.map_err(failed)?;
        match reply {
            [Value::Null, Value::Object(mut result)] if result.len() == 1 => Ok(result
                .remove("value")
                .unwrap_or_else(|| Value::Object(result))),
            [Value::Null, result] => Ok(result),
            [error, _] => Err(Failure::read(&error)),
        }
    }

    async fn exchange(&mut self, name: &str, params: Value) -> Result<[Value; 2]> {
        self.last += 1;
        let message = json!([0, self.last, name, params]).to_string();
        let sized = format!("{}:{message}", message.len());
        self.stream.write_all(sized.as_bytes()).await?;
        self.stream.flush().await?;
        loop {
            let Value::Array(parts) = self.read().await? else {
                bail!("not a reply");
            };
            let parts: [Value; 4] = parts.try_into().ok().context("not a reply")?;
            let [_, id, error, result] = parts;
            if id == self.last {
                return Ok([error, result]);
            }
        }
    }

    async fn read(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            match self.stream.read_u8().await? {
                b':' => break,
                digit => length = length * 10 + usize::from(digit.wrapping_sub(b'0')),
            }
        }
        let mut message = vec![0; length];
        self.stream.read_exact(&mut message).await?;
        Ok(serde_json::from_slice(&message)?)
    }
}

impl Failure {
    pub(super) fn unknown(message: &str) -> Self {
        Self::new("unknown error", message)
    }

    pub(super) fn new(error: &str, message: &str) -> Self {
        Self {
            error: error.to_owned(),
            message: message.to_owned(),
            stacktrace: String::new(),
        }
    }

    fn read(from: &Value) -> Self {
        let text = |key: &str| from[key].as_str().unwrap_or_default().to_owned();
        Self {
            error: text("error"),
            message: text("message"),
            stacktrace: text("stacktrace"),
        }
    }

    /// The status that WebDriver has for it.
    pub(super) fn status(&self) -> StatusCode {
        match self.error.as_str() {
            "element click intercepted"
            | "element not interactable"
            | "element not selectable"
            | "invalid argument"
            | "invalid cookie domain"
            | "invalid element state"
            | "invalid selector" => StatusCode::BAD_REQUEST,
            "detached shadow root"
            | "invalid session id"
            | "no such alert"
            | "no such cookie"
            | "no such element"
            | "no such frame"
            | "no such shadow root"
            | "no such window"
            | "stale element reference"
            | "unknown command" => StatusCode::NOT_FOUND,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({"error": self.error, "message": self.message, "stacktrace": self.stacktrace})
    }
}
