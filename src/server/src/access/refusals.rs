//! Refused codes, sessions and tokens in the log: a line each, as far as somebody outside cannot fill the disk with them, and never
//! with the secret.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;

use crate::sparse::{Answer, Sparse};

/// How many lines there are at most in each stretch.
const MOST: u32 = 10;
const EACH: Duration = Duration::from_secs(10);

/// How much of what a proxy says of the client is written.
const FORWARDED: usize = 80;

/// Writes them.
#[derive(Debug, Clone)]
pub struct AuthLog(Arc<Sparse>);

impl Default for AuthLog {
    fn default() -> Self {
        Self(Arc::new(Sparse::new(MOST, EACH)))
    }
}

impl AuthLog {
    /// Tells of one, with who sent it as far as the connection and the proxy tell.
    pub fn tell(&self, peer: Option<SocketAddr>, headers: &HeaderMap, what: &str) {
        match self.0.ask() {
            Answer::Write => {
                let peer = peer.map_or_else(|| "unknown".to_owned(), |peer| peer.to_string());
                let forwarded = headers.get("x-forwarded-for").map(|value| {
                    let text = String::from_utf8_lossy(value.as_bytes());
                    text.chars().take(FORWARDED).collect::<String>()
                });
                tracing::warn!(%peer, ?forwarded, "refused: {what}");
            }
            Answer::First(ends) => {
                let sparse = self.0.clone();
                tokio::spawn(async move {
                    tokio::time::sleep_until(ends).await;
                    let count = sparse.take();
                    tracing::warn!(
                        "{count} more refused codes, sessions and tokens were not logged"
                    );
                });
            }
            Answer::LeaveOut => {}
        }
    }
}
