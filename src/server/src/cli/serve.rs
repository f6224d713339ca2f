//! `encaixe serve`: runs until it is told to stop.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Command, Stdio};

use anyhow::Context as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

use crate::config::{Config, Flags};
use crate::serve::Server;

pub(super) fn run(flags: Flags) -> anyhow::Result<()> {
    let config = Config::resolve(flags)?;
    log(&config.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let signal = signal()?;
        let server = Server::start(&config).await?;
        let mut out = io::stdout();
        out.write_all(server.banner(&config).as_bytes())?;
        out.flush()?;
        if config.open && out.is_terminal() {
            open(server.sign_in_link());
        }
        signal.await;
        server.stop().await;
        Ok(())
    })
}

fn log(what: &str) -> anyhow::Result<()> {
    let targets: Targets = what
        .parse()
        .with_context(|| format!("log: {what} is not understood"))?;
    tracing_subscriber::registry()
        .with(
            tracing_subscriber::fmt::layer()
                .with_writer(io::stderr)
                .with_ansi(io::stderr().is_terminal()),
        )
        .with(targets)
        .try_init()
        .context("the log cannot be set up")
}

/// Listens at once, so that a signal during the start is not lost; ends at the first one.
#[cfg(unix)]
fn signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Opens the browser. Where that does not work the printed link still does, so nothing is said.
fn open(link: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program)
        .arg(link)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Err(error) = started {
        tracing::debug!("the browser was not opened: {error}");
    }
}
