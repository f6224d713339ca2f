//! Refused codes, sessions and tokens in the log: a line each, as far as somebody outside cannot fill the disk with them, and never
//! with the secret.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::HeaderMap;

use crate::sparse::{Answer, Sparse};

/// How many lines there are at most in each stretch.
const MOST: u32 = 10;
const EACH: Duration = Duration::from_secs(10);

/// How much of what a proxy says of the client is written.
const FORWARDED: usize = 80;

/// Writes them, and counts sign-ins for the audit log.
#[derive(Debug, Clone)]
pub struct AuthLog {
    lines: Arc<Sparse>,
    sign_ins: Arc<AtomicU32>,
}

impl Default for AuthLog {
    fn default() -> Self {
        Self {
            lines: Arc::new(Sparse::new(MOST, EACH)),
            sign_ins: Arc::default(),
        }
    }
}

impl AuthLog {
    /// Counts a sign-in link that was not good.
    pub fn count_sign_in(&self) {
        self.sign_ins.fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were since this was asked last.
    #[must_use]
    pub fn take_sign_ins(&self) -> u32 {
        self.sign_ins.swap(0, Ordering::Relaxed)
    }

    /// Tells of one, with who sent it as far as the connection and the proxy tell.
    pub fn tell(&self, peer: Option<SocketAddr>, headers: &HeaderMap, what: &str) {
        match self.lines.ask() {
            Answer::Write => {
                let peer = peer.map_or_else(|| "unknown".to_owned(), |peer| peer.to_string());
                let forwarded = headers.get("x-forwarded-for").map(|value| {
                    let text = String::from_utf8_lossy(value.as_bytes());
                    text.chars().take(FORWARDED).collect::<String>()
                });
                tracing::warn!(%peer, ?forwarded, "refused: {what}");
            }
            Answer::First(ends) => {
                let sparse = self.lines.clone();
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
