//! `cargo xtask test`: every check and test there is, by stages, with one line of totals at the end.

mod api;
pub(crate) mod browser;
mod descriptors;
mod native;
mod pool;
mod summary;
mod table;
pub(crate) mod wasm;

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::bench;
use crate::build::{self, Plan};
use crate::system::{self, Install};
use crate::workspace::Workspace;
use crate::{node, process, python, say, tidy};

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
    let mut table = Table::default();
    let files = match &browser {
        Some(browser) if is_wanted(Stage::Browser) => {
            table.compile(Stage::Browser, || Files::build(workspace, browser, install))
        }
        _ => None,
    };
    let is_native = [Stage::Native, Stage::Api, Stage::Browser].map(is_wanted);
    let native = if is_native.contains(&true) {
        table.compile(Stage::Native, || Native::compile(workspace))
    } else {
        None
    };
    let native = native.as_ref();

    let mut beside: Vec<(Stage, Run<'_>)> = Vec::new();
    if is_wanted(Stage::Tidy) {
        let lints = native.map(|native| native.lints.as_str());
        let totals = table.compile(Stage::Tidy, || Ok(tidy(workspace, lints)));
        beside.extend(totals.map(|totals| (Stage::Tidy, Box::new(move || Ok(totals)) as Run<'_>)));
    }
    if let Some(native) = native.filter(|_| is_wanted(Stage::Native)) {
        beside.push((Stage::Native, Box::new(|| native.run())));
    }
    if let Some(native) = native.filter(|_| is_wanted(Stage::Api)) {
        let api = table.compile(Stage::Api, || {
            Api::new(workspace, install, native.server.clone())
        });
        beside.extend(api.map(|api| (Stage::Api, Box::new(move || api.run()) as Run<'_>)));
    }
    // Tests in wasm time what happens between two documents of one browser, for which other browsers leave no room.
    if let Some(browser) = browser.as_ref().filter(|_| is_wanted(Stage::Wasm))
        && let Some(wasm) = table.compile(Stage::Wasm, || Wasm::compile(workspace, browser))
    {
        let (result, took) = timed(|| wasm.run());
        table.ran(Stage::Wasm, result, took);
    }

    let table = Mutex::new(table);
    thread::scope(|scope| {
        scope.spawn(|| {
            for (stage, run) in beside {
                let (result, took) = timed(run);
                table::locked(&table).ran(stage, result, took);
            }
        });
        if let (Some(files), Some(native)) = (files, native) {
            let (result, took) = timed(|| files.test(native));
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
fn tidy(workspace: &Workspace, lints: Option<&str>) -> Totals {
    let checks = tidy::check(workspace, lints);
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

/// `dist/` but for the server, with the SDK as authors get it, and what its tests need.
struct Files<'a> {
    workspace: &'a Workspace,
    browser: &'a Browser,
    firefox: PathBuf,
    tools: PathBuf,
    python: PathBuf,
    php: PathBuf,
}

impl<'a> Files<'a> {
    fn build(workspace: &'a Workspace, browser: &'a Browser, install: Install) -> Result<Self> {
        let firefox = browser::firefox(install)?;
        let (python, php) = (python::for_samples(install)?, system::php(install)?);
        build::files(workspace, Plan::TEST)?;
        build::example_files(workspace, build::Kind::Debug, None)?;
        Ok(Self {
            workspace,
            browser,
            firefox,
            tools: node::test_tools()?,
            python,
            php,
        })
    }

    /// Adds the server and runs the tests, with a bench, which counts as one test: that it still measures everything.
    fn test(self, native: &Native<'_>) -> Result<Ended> {
        build::put_server(self.workspace, &native.server)?;
        let times = self.workspace.scratch("test-times.json");
        let pool = Pool::of(native.artefacts(), times)?;
        let dist = self.workspace.dist("");
        let mut ended = say::step("testing dist/", || {
            pool.run(|command| {
                command
                    .env("ENCAIXE_DIST", &dist)
                    .env("ENCAIXE_CHROMEDRIVER", self.browser.driver())
                    .env("ENCAIXE_FIREFOX", &self.firefox)
                    .env("ENCAIXE_NPM", &self.tools)
                    .env("ENCAIXE_PYTHON", &self.python)
                    .env("ENCAIXE_PHP", &self.php);
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
