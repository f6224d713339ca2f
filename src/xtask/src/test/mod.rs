//! `cargo xtask test`: every check and test there is, by stages, with one line of totals at the end.

mod api;
pub(crate) mod browser;
mod native;
mod summary;
pub(crate) mod wasm;

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::Result;

use crate::bench;
use crate::build::{self, Plan};
use crate::system::Install;
use crate::workspace::Workspace;
use crate::{node, process, say, tidy};

use self::browser::Browser;
use self::summary::Totals;

/// A part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Stage {
    /// The checks of `cargo xtask tidy`
    Tidy,
    /// Tests that run on this machine
    Native,
    /// The server's API, held to its own description
    Api,
    /// Tests that run as wasm in a headless browser
    Wasm,
    /// Tests of what `cargo xtask build` makes, in a browser where that is what they need
    Browser,
}

const ALL: [Stage; 5] = [
    Stage::Tidy,
    Stage::Native,
    Stage::Api,
    Stage::Wasm,
    Stage::Browser,
];

/// Runs the stages, all of them when none is named.
pub(crate) fn test(workspace: &Workspace, install: bool, stages: &[Stage]) -> Result<ExitCode> {
    let start = Instant::now();
    let install = Install::wanted(install);
    let wanted: Vec<Stage> = ALL
        .into_iter()
        .filter(|stage| stages.is_empty() || stages.contains(stage))
        .collect();
    let needs_browser = |stage: &&Stage| matches!(stage, Stage::Wasm | Stage::Browser);
    let browser = match wanted.iter().find(needs_browser) {
        Some(_) => Some(Browser::ensure(install)?),
        None => None,
    };
    let firefox = if wanted.contains(&Stage::Browser) {
        Some(browser::firefox(install)?)
    } else {
        None
    };

    let mut totals = Totals::default();
    for stage in wanted {
        let result = match (stage, &browser, &firefox) {
            (Stage::Tidy, ..) => Ok(tidy(workspace)),
            (Stage::Native, ..) => native::test(workspace),
            (Stage::Api, ..) => api::test(workspace, install),
            (Stage::Wasm, Some(browser), _) => wasm::test(workspace, browser),
            (Stage::Browser, Some(browser), Some(firefox)) => {
                artefacts(workspace, browser, firefox)
            }
            (Stage::Wasm | Stage::Browser, ..) => continue,
        };
        totals += result.unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Totals::failure()
        });
    }
    println!("\nall stages took {}", say::seconds(start.elapsed()));
    println!("{totals}");
    Ok(if totals.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Each check of tidy counts as one test.
fn tidy(workspace: &Workspace) -> Totals {
    let checks = tidy::check(workspace);
    tidy::report(&checks);
    let failed = checks
        .iter()
        .filter(|check| !check.problems.is_empty())
        .count();
    Totals {
        passed: checks.len() - failed,
        failed,
    }
}

/// Builds `dist/`, with the SDK as authors get it, then runs the tests that touch nothing else, and a bench, which counts as
/// one test: that it still measures everything.
fn artefacts(workspace: &Workspace, browser: &Browser, firefox: &Path) -> Result<Totals> {
    build::build(workspace, Plan::TEST)?;
    build::examples(workspace, build::Kind::Debug)?;
    let tools = node::test_tools(workspace)?;
    let mut totals = cargo_test(
        "testing dist/",
        process::cargo(workspace.root())
            .args(["test", "--package", "encaixe-tests", "--no-fail-fast"])
            .env("ENCAIXE_DIST", workspace.dist(""))
            .env("ENCAIXE_CHROMEDRIVER", browser.driver())
            .env("ENCAIXE_FIREFOX", firefox)
            .env("ENCAIXE_NPM", tools),
    )?;
    totals += match bench::check(workspace, browser) {
        Ok(()) => Totals {
            passed: 1,
            failed: 0,
        },
        Err(error) => {
            eprintln!("error: {error:#}");
            Totals::failure()
        }
    };
    Ok(totals)
}

/// Runs a `cargo test`, shows its output as it comes, and counts.
fn cargo_test(what: &str, command: &mut Command) -> Result<Totals> {
    say::step(what, || {
        let (status, output) = process::watch(command)?;
        let mut totals = Totals::parse(&output);
        // What does not compile, or a browser that does not start, has no line of its own.
        if !status.success() && totals.failed == 0 {
            totals.failed = 1;
        }
        Ok(totals)
    })
}
