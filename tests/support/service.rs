//! A program that serves until it is ended, such as a project's `npm start`, with all that it starts itself.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use encaixe_harness::Program;

use crate::wait::{SOON, line};

/// The running program. It and its children are killed when this is dropped.
#[derive(Debug)]
pub struct Service(Program);

impl Service {
    /// Starts it in a folder, on a system of that language, such as `pt_BR.UTF-8`.
    ///
    /// # Errors
    /// It did not start.
    pub fn start(folder: &Path, program: &str, arguments: &[&str], language: &str) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(folder)
            .env("LC_ALL", language)
            .env("NO_COLOR", "1");
        Ok(Self(Program::start_group(&mut command)?))
    }

    /// Waits until it printed a line that holds this text.
    ///
    /// # Errors
    /// It did not; says what it printed instead.
    pub async fn says(&self, text: &str) -> Result<()> {
        let wanted = text.to_owned();
        let read = move |line: &str| line.contains(&wanted).then_some(());
        let found = line(self.0.printed(), text, SOON, read).await;
        found.with_context(|| format!("it complained {:?}", self.0.complained().all()))
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
