//! A client's program as it runs: it prints where it sends the browser, reads where that comes back to, and says at its end what it found.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use encaixe_tests::binary::workspace;
use reqwest::Url;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use super::Inbox;

/// How long a program may take to its next line, on a busy machine.
const LONG: Duration = Duration::from_mins(1);

/// A running program. It is killed when this is dropped.
pub(super) struct Program {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _folder: Option<TempDir>,
}

impl Program {
    /// One in JavaScript, in a folder where its packages are as npm would have them.
    pub(super) fn node(inbox: &Inbox, redirect: &str, script: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        for name in ["program.mjs", script] {
            std::fs::copy(clients().join(name), folder.path().join(name))?;
        }
        let modules = folder.path().join("node_modules");
        std::os::unix::fs::symlink(tool("ENCAIXE_NPM")?, modules)?;
        let main = folder.path().join(script);
        let program = Self::start("node", &main, inbox, redirect)?;
        Ok(Self {
            _folder: Some(folder),
            ..program
        })
    }

    /// One in Python.
    pub(super) fn python(inbox: &Inbox, redirect: &str, script: &str) -> Result<Self> {
        let python = tool("ENCAIXE_PYTHON")?;
        Self::start(python, &clients().join(script), inbox, redirect)
    }

    fn start(
        program: impl AsRef<OsStr>,
        script: &Path,
        inbox: &Inbox,
        redirect: &str,
    ) -> Result<Self> {
        let mut child = Command::new(program)
            .arg(script)
            .env("ORIGIN", &inbox.server.page)
            .env("CLIENT_ID", &inbox.id)
            .env("CLIENT_SECRET", &inbox.secret)
            .env("REDIRECT_URI", redirect)
            .env("CONTACT", &inbox.contact.0)
            // It would keep what it compiled beside the sources.
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", script.display()))?;
        let output = child.stdout.take().context("no stdout")?;
        Ok(Self {
            input: child.stdin.take().context("no stdin")?,
            output: BufReader::new(output).lines(),
            child,
            _folder: None,
        })
    }

    /// Where it sends the browser now.
    pub(super) async fn visits(&mut self) -> Result<String> {
        let line = self.line().await?;
        let address = line["visit"].as_str();
        Ok(address.with_context(|| line.to_string())?.to_owned())
    }

    /// The browser comes back by that address.
    pub(super) async fn back(&mut self, to: &Url) -> Result<()> {
        Ok(self.input.write_all(format!("{to}\n").as_bytes()).await?)
    }

    /// It sends the browser to a page on which the admin agrees; where that was.
    pub(super) async fn let_in(&mut self, inbox: &Inbox) -> Result<Url> {
        let address = self.visits().await?;
        self.back(&inbox.agree(&address).await?).await?;
        Ok(Url::parse(&address)?)
    }

    /// It ends well; what it found.
    pub(super) async fn found(mut self) -> Result<Value> {
        let mut line = self.line().await?;
        ensure!(line["done"].is_object(), "it is not done: {line}");
        let status = timeout(LONG, self.child.wait()).await??;
        ensure!(status.success(), "it ended with {status}");
        Ok(line["done"].take())
    }

    async fn line(&mut self) -> Result<Value> {
        let line = timeout(LONG, self.output.next_line()).await;
        let line = line.context("the program says nothing")??;
        if let Some(line) = line {
            return serde_json::from_str(&line).with_context(|| line);
        }
        let mut complaint = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            stderr.read_to_string(&mut complaint).await?;
        }
        bail!("the program ended: {complaint}")
    }
}

fn clients() -> PathBuf {
    workspace().join("tests/server/oauth/clients")
}

fn tool(name: &str) -> Result<PathBuf> {
    let path = env::var_os(name).with_context(|| format!("{name}: run `cargo xtask test`"))?;
    Ok(path.into())
}
