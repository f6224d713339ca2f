//! A program that serves until it is ended, such as a project's `npm start`, with all that it starts itself.

use std::path::Path;
use std::process::{Command as Blocking, Stdio};

use anyhow::{Context as _, Result};
use tokio::process::{Child, Command};

use crate::lines::Lines;
use crate::wait::SOON;

/// The running program. It and its children are killed when this is dropped.
#[derive(Debug)]
pub struct Service {
    child: Child,
    printed: Lines,
    complained: Lines,
}

impl Service {
    /// Starts it in a folder, on a system of that language, such as `pt_BR.UTF-8`.
    ///
    /// # Errors
    /// It did not start.
    pub fn start(folder: &Path, program: &str, arguments: &[&str], language: &str) -> Result<Self> {
        let mut child = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("LC_ALL", language)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {program}"))?;
        Ok(Self {
            printed: Lines::collect(child.stdout.take().context("no stdout")?),
            complained: Lines::collect(child.stderr.take().context("no stderr")?),
            child,
        })
    }

    /// Waits until it printed a line that holds this text.
    ///
    /// # Errors
    /// It did not; says what it printed instead.
    pub async fn says(&self, text: &str) -> Result<()> {
        self.printed
            .find(text, SOON, |line| line.contains(text).then_some(()))
            .await
            .with_context(|| {
                let (printed, complained) = (self.printed.all(), self.complained.all());
                format!("printed {printed:?}, complained {complained:?}")
            })
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // npm starts a shell, and that the server: together they are the group that the program leads.
        if let Some(group) = self.child.id() {
            let kill = Blocking::new("kill")
                .args(["-KILL", "--", &format!("-{group}")])
                .status();
            if !kill.is_ok_and(|status| status.success()) {
                eprintln!("the processes of group {group} were not ended");
            }
        }
    }
}

/// A port of the loopback that nobody listens on just now.
///
/// # Errors
/// There is none.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}
