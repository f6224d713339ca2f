//! `encaixe webhook listen`: the binary as a receiver.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::binary::command;
use crate::lines::Lines;
use crate::wait::SOON;

/// A receiver on a free port. It is killed when this is dropped.
#[derive(Debug)]
pub struct Listener {
    child: Child,
    printed: Lines,
    /// Where it listens, such as `http://127.0.0.1:41001/`.
    pub url: String,
}

impl Listener {
    /// Starts it with these flags beside the port.
    ///
    /// # Errors
    /// It did not start.
    pub async fn start(flags: &[&str]) -> Result<Self> {
        let mut child = command(["webhook", "listen", "--port", "0"])
            .args(flags)
            .stdout(Stdio::piped())
            .spawn()?;
        let printed = Lines::collect(child.stdout.take().context("no stdout")?);
        let url = |line: &str| Some(line.strip_prefix("listening: ")?.to_owned());
        let url = printed.find("where it listens", SOON, url).await?;
        Ok(Self {
            child,
            printed,
            url,
        })
    }

    /// What it printed so far.
    #[must_use]
    pub fn printed(&self) -> String {
        self.printed.all().join("\n")
    }

    /// Waits for a line with this in it.
    ///
    /// # Errors
    /// None came in time.
    pub async fn line(&self, with: &str, limit: Duration) -> Result<String> {
        let found = |line: &str| line.contains(with).then(|| line.to_owned());
        let found = self.printed.find(with, limit, found).await;
        found.with_context(|| self.printed())
    }

    /// Ends it as Ctrl+C does.
    ///
    /// # Errors
    /// It did not end.
    pub async fn interrupt(&mut self) -> Result<ExitStatus> {
        let id = self.child.id().context("it has ended already")?.to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().await?;
        ensure!(sent.success(), "kill failed");
        self.ended(SOON).await
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// It goes on.
    pub async fn ended(&mut self, limit: Duration) -> Result<ExitStatus> {
        let ended = timeout(limit, self.child.wait()).await;
        Ok(ended.with_context(|| format!("it goes on: {}", self.printed()))??)
    }
}
