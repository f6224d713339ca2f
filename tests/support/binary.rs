//! The real binary, `dist/encaixe`: started on free ports, its command line, its end.

use std::env;
use std::ffi::OsStr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::wait::until;

/// How long one of the binary's short commands may take, on a busy machine.
const START: Duration = Duration::from_secs(20);

/// The workspace's folder.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."))
}

/// Where the finished files lie: `ENCAIXE_DIST`, else `dist/` of the workspace.
#[must_use]
pub fn dist() -> PathBuf {
    env::var_os("ENCAIXE_DIST").map_or_else(|| workspace().join("dist"), PathBuf::from)
}

/// A running server. It is killed when this is dropped, and is gone then: its folder is free for whoever comes next.
#[derive(Debug)]
pub struct Server(encaixe_harness::Server);

impl Deref for Server {
    type Target = encaixe_harness::Server;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Server {
    /// Starts it on free ports over a data folder.
    ///
    /// # Errors
    /// It did not start, or did not print its lines.
    pub async fn start(data: &Path) -> Result<Self> {
        Self::start_with(data, &["--port", "0", "--plugin-port", "0"]).await
    }

    /// Starts it with flags of the caller's own.
    ///
    /// # Errors
    /// It did not start, or did not print its lines.
    pub async fn start_with(data: &Path, flags: &[&str]) -> Result<Self> {
        let mut command = command(["serve", "--no-open"]).into_std();
        command.arg("--data").arg(data).args(flags);
        let started = spawn_blocking(move || encaixe_harness::Server::start(&mut command)).await?;
        Ok(Self(started.context("`cargo xtask build` makes it")?))
    }

    /// The lines on its standard output so far.
    #[must_use]
    pub fn printed(&self) -> Vec<String> {
        self.0.printed().all()
    }

    /// The lines on its standard error so far.
    #[must_use]
    pub fn complained(&self) -> Vec<String> {
        self.0.complained().all()
    }

    /// Sends SIGTERM and waits for the end.
    ///
    /// # Errors
    /// It did not end within `limit`.
    pub async fn terminate(&mut self, limit: Duration) -> Result<ExitStatus> {
        self.0.terminate()?;
        let ended = until("the server's end", limit, async || Ok(self.0.ended()?)).await?;
        self.0.read_out();
        Ok(ended)
    }

    /// Sends SIGKILL, at which it can do nothing more, and waits until it is gone.
    ///
    /// # Errors
    /// The system does not say that it is.
    pub async fn kill(&mut self) -> Result<()> {
        Ok(self.0.kill()?)
    }
}

/// Runs one of the binary's short commands to its end, over a data folder.
///
/// # Errors
/// It could not be run, or took longer than 20 s.
pub async fn run(data: &Path, arguments: &[&str]) -> Result<Output> {
    let run = command(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null())
        .output();
    Ok(timeout(START, run)
        .await
        .context("the command did not end")??)
}

/// Runs one of the binary's short commands over a data folder, and kills it after a while unless it has ended; whether it
/// was killed.
///
/// # Errors
/// It could not be started.
pub async fn cut_off(data: &Path, arguments: &[&str], after: Duration) -> Result<bool> {
    let mut child = command(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if timeout(after, child.wait()).await.is_ok() {
        return Ok(false);
    }
    child.kill().await?;
    Ok(true)
}

/// What a command that must fail says on standard error.
///
/// # Errors
/// It succeeded, or printed something else as well.
pub async fn complaint(data: &Path, arguments: &[&str]) -> Result<String> {
    let output = run(data, arguments).await?;
    ensure!(
        !output.status.success() && output.stdout.is_empty(),
        "{arguments:?} did not fail: {output:?}"
    );
    Ok(String::from_utf8(output.stderr)?)
}

/// The one line that a successful command prints.
///
/// # Errors
/// The command failed, or printed something else.
pub async fn line(data: &Path, arguments: &[&str]) -> Result<String> {
    let output = run(data, arguments).await?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{arguments:?} failed: {complaint}");
    let text = String::from_utf8(output.stdout)?;
    let line = text.strip_suffix('\n').context("the line does not end")?;
    ensure!(!line.contains('\n'), "more than one line: {text:?}");
    Ok(line.to_owned())
}

/// An empty folder that goes away with the value.
///
/// # Errors
/// The folder could not be made.
pub fn fresh_folder() -> Result<TempDir> {
    Ok(tempfile::Builder::new().prefix("encaixe-").tempdir()?)
}

fn executable() -> PathBuf {
    dist().join(format!("encaixe{}", env::consts::EXE_SUFFIX))
}

/// A run of the binary with these arguments, apart from the developer's own settings.
pub fn command(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(executable());
    command.args(arguments).kill_on_drop(true);
    // A setting of the developer's own shell must not reach the test.
    for (name, _) in
        env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ENCAIXE_"))
    {
        command.env_remove(name);
    }
    command
}
