//! What a child process prints, line by line, without ever blocking it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};

use crate::wait::until;

/// The lines that came so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    /// Reads to the end in the background.
    pub(crate) fn collect(from: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let lines = Self::default();
        let kept = lines.clone();
        tokio::spawn(async move {
            let mut from = BufReader::new(from).lines();
            while let Ok(Some(line)) = from.next_line().await {
                kept.0
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(line);
            }
        });
        lines
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits for a line that `read` understands.
    pub(crate) async fn find<T>(
        &self,
        what: &str,
        limit: Duration,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T> {
        until(what, limit, async || {
            Ok(self.all().iter().find_map(|line| read(line)))
        })
        .await
    }
}
