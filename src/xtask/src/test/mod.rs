//! `cargo xtask test`: every check and test there is, by stages, with one line of totals at the end.

mod api;
pub(crate) mod browser;
mod native;
mod pool;
mod summary;
mod table;
pub(crate) mod wasm;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::bench;
use crate::build::{self, Plan};
use crate::system::Install;
use crate::workspace::Workspace;
use crate::{node, process, say, tidy};

use self::api::Api;
use self::browser::Browser;
use self::native::Native;
use self::pool::{Ended, Pool};
use self::summary::Totals;
use self::table::Table;
use self::wasm::Wasm;

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

impl Stage {
    /// As the command line names it.
    fn name(self) -> &'static str {
        match self {
            Self::Tidy => "tidy",
            Self::Native => "native",
            Self::Api => "api",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
        }
    }
}

const ALL: [Stage; 5] = [
    Stage::Tidy,
    Stage::Native,
    Stage::Api,
    Stage::Wasm,
    Stage::Browser,
];

/// Runs the stages, all of them when none is named: first everything is compiled, then the tests in wasm run, then those of `dist/` beside all others.
pub(crate) fn test(workspace: &Workspace, install: bool, stages: &[Stage]) -> Result<ExitCode> {
    let start = Instant::now();
    let install = Install::wanted(install);
    let is_wanted = |stage: Stage| stages.is_empty() || stages.contains(&stage);
    let browser = if is_wanted(Stage::Wasm) || is_wanted(Stage::Browser) {
        Some(Browser::ensure(install)?)
    } else {
        None
    };
    let firefox = if is_wanted(Stage::Browser) {
        Some(browser::firefox(install)?)
    } else {
        None
    };

    let mut table = Table::default();
    let mut beside: Vec<(Stage, Run<'_>)> = Vec::new();
    let mut artefacts = None;
    for stage in ALL.into_iter().filter(|stage| is_wanted(*stage)) {
        let compiled = table.compile(stage, || {
            let run: Run<'_> = match (stage, &browser, &firefox) {
                (Stage::Tidy, ..) => {
                    let totals = tidy(workspace);
                    Box::new(move || Ok(totals))
                }
                (Stage::Native, ..) => {
                    let native = Native::compile(workspace)?;
                    Box::new(move || native.run())
                }
                (Stage::Api, ..) => {
                    let api = Api::compile(workspace, install)?;
                    Box::new(move || api.run())
                }
                (Stage::Wasm, Some(browser), _) => {
                    let wasm = Wasm::compile(workspace, browser)?;
                    Box::new(move || wasm.run())
                }
                (Stage::Browser, Some(browser), Some(firefox)) => {
                    artefacts = Some(Artefacts::compile(workspace, browser, firefox)?);
                    return Ok(None);
                }
                (Stage::Wasm | Stage::Browser, ..) => return Ok(None),
            };
            Ok(Some(run))
        });
        beside.extend(compiled.map(|run| (stage, run)));
    }

    // Tests in wasm time what happens between two documents of one browser, for which other browsers leave no room.
    let (alone, beside): (Vec<_>, Vec<_>) =
        (beside.into_iter()).partition(|(stage, _)| *stage == Stage::Wasm);
    for (stage, run) in alone {
        let (result, took) = timed(run);
        table.ran(stage, result, took);
    }

    let table = Mutex::new(table);
    thread::scope(|scope| {
        scope.spawn(|| {
            for (stage, run) in beside {
                let (result, took) = timed(run);
                table::locked(&table).ran(stage, result, took);
            }
        });
        if let Some(artefacts) = artefacts {
            let (result, took) = timed(|| artefacts.run());
            let mut table = table::locked(&table);
            let result = result.map(|ended| table.tests(ended));
            table.ran(Stage::Browser, result, took);
        }
    });
    let table = table.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("\n{table}");
    println!("all stages took {}", say::seconds(start.elapsed()));
    let totals = table.totals();
    println!("{totals}");
    Ok(if totals.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The tests of a stage, compiled.
type Run<'a> = Box<dyn FnOnce() -> Result<Totals> + Send + 'a>;

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
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

/// `dist/`, with the SDK as authors get it, and the tests that touch nothing else.
struct Artefacts<'a> {
    workspace: &'a Workspace,
    browser: &'a Browser,
    firefox: &'a Path,
    tools: PathBuf,
    pool: Pool,
}

impl<'a> Artefacts<'a> {
    fn compile(workspace: &'a Workspace, browser: &'a Browser, firefox: &'a Path) -> Result<Self> {
        build::build(workspace, Plan::TEST)?;
        build::examples(workspace, build::Kind::Debug)?;
        let tools = node::test_tools()?;
        let times = workspace.scratch("test-times.json");
        let pool = say::step("compiling the tests of dist/", || {
            Pool::compile(workspace.root(), "encaixe-tests", times)
        })?;
        Ok(Self {
            workspace,
            browser,
            firefox,
            tools,
            pool,
        })
    }

    /// Runs them, and a bench, which counts as one test: that it still measures everything.
    fn run(self) -> Result<Ended> {
        let dist = self.workspace.dist("");
        let mut ended = say::step("testing dist/", || {
            self.pool.run(|command| {
                command
                    .env("ENCAIXE_DIST", &dist)
                    .env("ENCAIXE_CHROMEDRIVER", self.browser.driver())
                    .env("ENCAIXE_FIREFOX", self.firefox)
                    .env("ENCAIXE_NPM", &self.tools);
            })
        })?;
        ended.totals += match bench::check(self.workspace, self.browser) {
            Ok(()) => Totals {
                passed: 1,
                failed: 0,
            },
            Err(error) => {
                eprintln!("error: {error:#}");
                Totals::failure()
            }
        };
        Ok(ended)
    }
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
