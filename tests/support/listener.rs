//! `encaixe webhook listen`: the binary as a receiver.

use std::process::ExitStatus;
use std::time::Duration;

use anyhow::Result;
use encaixe_harness::Program;

use crate::binary::command;
use crate::wait::{SOON, line, until};

/// A receiver on a free port. It is killed when this is dropped.
#[derive(Debug)]
pub struct Listener {
    program: Program,
    /// Where it listens, such as `http://127.0.0.1:41001/`.
    pub url: String,
}

impl Listener {
    /// Starts it with these flags beside the port.
    ///
    /// # Errors
    /// It did not start.
    pub async fn start(flags: &[&str]) -> Result<Self> {
        let mut command = command(["webhook", "listen", "--port", "0"]).into_std();
        let program = Program::start(command.args(flags))?;
        let url = |line: &str| Some(line.strip_prefix("listening: ")?.to_owned());
        let url = line(program.printed(), "where it listens", SOON, url).await?;
        Ok(Self { program, url })
    }

    /// What it printed so far.
    #[must_use]
    pub fn printed(&self) -> String {
        self.program.printed().all().join("\n")
    }

    /// Waits for a line with this in it.
    ///
    /// # Errors
    /// None came in time.
    pub async fn line(&self, with: &str, limit: Duration) -> Result<String> {
        let wanted = with.to_owned();
        let found = move |line: &str| line.contains(&wanted).then(|| line.to_owned());
        line(self.program.printed(), with, limit, found).await
    }

    /// Ends it as Ctrl+C does.
    ///
    /// # Errors
    /// It did not end.
    pub async fn interrupt(&mut self) -> Result<ExitStatus> {
        self.program.interrupt()?;
        self.ended(SOON).await
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// It goes on.
    pub async fn ended(&mut self, limit: Duration) -> Result<ExitStatus> {
        let ended = until("the receiver's end", limit, async || {
            Ok(self.program.ended()?)
        });
        let ended = ended.await?;
        self.program.read_out();
        Ok(ended)
    }
}
