//! `cargo xtask bench frame`: our SDK and our host runtime beside other libraries, between two origins in one browser.
//!
//! The page is at `localhost` and the plugins are at `127.0.0.1`, which are two sites: Chromium runs them in two processes,
//! as it does a plugin of a stranger's.

use std::fs;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use encaixe_harness::{Program, browser as chromium};

use crate::build::{self, Kind};
use crate::node::{self, Tools};
use crate::say;
use crate::system::Install;
use crate::test::browser::Browser;
use crate::workspace::Workspace;

use super::figures::Figures;
use super::http::{self, Sent};
use super::pages::{self, Counts, Parts};
use super::{report, rooms, sizes};

/// How long the browser may take for everything.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// Enough for figures.
const fn full(rounds: u32) -> Counts {
    Counts {
        warmup: 3,
        rounds,
        calls: 100,
        events: 5_000,
        frames: 50,
        turns: 15,
    }
}

/// Enough to see that everything is measured.
const QUICK: Counts = Counts {
    warmup: 0,
    rounds: 1,
    calls: 5,
    events: 20,
    frames: 2,
    turns: 1,
};

/// Builds what is measured as for a release, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, rounds: u32) -> Result<()> {
    let browser = Browser::ensure(Install::wanted(false))?;
    let tools = Tools::install()?;
    let sdk = build::sdk(workspace, &tools)?;
    let packages = node::peers()?;
    let weights = say::step("weighing what plugins load", || {
        sizes::sizes(&tools, &packages, &sdk)
    })?;
    let rooms = say::step("looking at what the SDK's wasm is spent on", || {
        rooms::rooms(workspace, &tools)
    })?;
    let file = |name| {
        sdk.get(name)
            .with_context(|| format!("the SDK has no {name}"))
    };
    let packed = |name| sizes::compressed(file(name)?);
    let rooms = report::rooms(&rooms, packed("kinbox.wasm")?, packed("kinbox.slim.mjs")?);
    let kinbox = file("kinbox.js")?;
    let figures = measure(workspace, &browser, kinbox, Kind::Release, &full(rounds))?;
    println!(
        "\n{}\n{}\n{rooms}",
        report::report(&figures)?,
        report::weights(&weights)
    );
    Ok(())
}

/// Takes every measure once, with the SDK that lies in `dist/`, and checks that there is a report to be made of it.
pub(crate) fn check(workspace: &Workspace, browser: &Browser) -> Result<()> {
    let path = workspace.dist("sdk/kinbox.js");
    let kinbox = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let figures = measure(workspace, browser, &kinbox, Kind::Debug, &QUICK)?;
    report::report(&figures).map(drop)
}

fn measure(
    workspace: &Workspace,
    browser: &Browser,
    kinbox: &[u8],
    kind: Kind,
    counts: &Counts,
) -> Result<Figures> {
    build::ensure_target(workspace)?;
    let tools = Tools::install()?;
    let host = match kind {
        // Compiled with the page.
        Kind::Debug => build::finish_wasm(workspace, &build::HOST, kind, None)?,
        Kind::Release => build::wasm(workspace, &build::HOST, kind, Some(&tools))?,
    };
    let packages = node::peers()?;
    let parts = Parts {
        tools: &tools,
        packages: &packages,
        kinbox,
        host: &host,
    };
    let (home, home_port) = http::listen()?;
    let (abroad, abroad_port) = http::listen()?;
    let mut files = say::step("bundling the libraries to compare with", || {
        pages::files(workspace, &parts)
    })?;
    let config = pages::config(
        workspace,
        counts,
        &format!("http://127.0.0.1:{abroad_port}"),
    )?;
    files.add("/config.json", config.to_string());
    let files = Arc::new(files);
    let (sender, sent) = mpsc::channel();
    http::serve(home, Arc::clone(&files), sender.clone());
    http::serve(abroad, files, sender);
    say::step("measuring in headless Chromium", || {
        let profile = workspace.scratch("bench-profile");
        let address = format!("http://localhost:{home_port}/");
        if profile.exists() {
            fs::remove_dir_all(&profile)
                .with_context(|| format!("removing {}", profile.display()))?;
        }
        wait(
            chromium::chromium(browser.program(), &profile, &address)?,
            &sent,
        )
    })
}

/// Waits for the figures of a browser at work.
fn wait(mut browser: Program, sent: &Receiver<Sent>) -> Result<Figures> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match sent.recv_timeout(Duration::from_secs(1)) {
            Ok((path, body)) if path == "/figures" => {
                return Figures::parse(&serde_json::from_slice(&body)?);
            }
            Ok((_, body)) => {
                bail!("the bench stopped: {}", String::from_utf8_lossy(&body));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => bail!("the bench's server ended"),
        }
        if let Some(status) = browser.ended()? {
            bail!("the browser ended before the bench did ({status})");
        }
    }
    bail!("no figures came within {}", say::seconds(PATIENCE))
}
