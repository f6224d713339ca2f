//! Tests that run as wasm in a headless browser. Cargo starts each test file through a runner, and the runner is this
//! program: `wasm-bindgen-test-runner` as a library, so its version is always that of the tests.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use cargo_metadata::DependencyKind;
use encaixe_harness::browser::ARGUMENTS;
use serde_json::json;
use wasm_bindgen_cli::wasm_bindgen_test_runner;

use crate::build::{TARGET, ensure_target};
use crate::workspace::Workspace;
use crate::{process, say};

use super::browser::Browser;
use super::cargo_test;
use super::summary::Totals;

/// What a crate with tests of this kind depends on.
const HARNESS: &str = "wasm-bindgen-test";

/// The wasm tests of every crate that has some.
pub(super) struct Wasm<'a> {
    workspace: &'a Workspace,
    driver: &'a Path,
    runner: String,
    crates: Vec<String>,
    capabilities: PathBuf,
}

impl<'a> Wasm<'a> {
    /// Compiles them.
    pub(super) fn compile(workspace: &'a Workspace, browser: &'a Browser) -> Result<Self> {
        ensure_target(workspace)?;
        let capabilities = workspace.scratch("webdriver.json");
        fs::create_dir_all(workspace.scratch(""))?;
        let options = json!({ "goog:chromeOptions": { "args": ARGUMENTS } });
        fs::write(&capabilities, options.to_string())
            .with_context(|| format!("writing {}", capabilities.display()))?;
        let wasm = Self {
            workspace,
            driver: browser.driver(),
            runner: runner_setting()?,
            crates: tested(workspace),
            capabilities,
        };
        say::step("compiling the tests of the wasm crates", || {
            process::run(wasm.command().arg("--no-run"))
        })?;
        Ok(wasm)
    }

    /// Runs them.
    pub(super) fn run(self) -> Result<Totals> {
        cargo_test(
            "testing the wasm crates in headless Chromium",
            &mut self.command(),
        )
    }

    fn command(&self) -> Command {
        let mut command = process::cargo(self.workspace.root());
        command.args(["--config", &self.runner]);
        command.args(["test", "--target", TARGET, "--tests", "--no-fail-fast"]);
        // What stands behind a feature has tests too; without them the build compiles it.
        command.arg("--all-features");
        for name in &self.crates {
            command.args(["--package", name]);
        }
        command
            .env("CHROMEDRIVER", self.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &self.capabilities)
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
        command
    }
}

/// Does what cargo asks of a runner: the first argument is the wasm file, the others are the tester's.
pub(crate) fn runner(arguments: Vec<OsString>) -> Result<()> {
    let mut all = vec![OsString::from("wasm-bindgen-test-runner")];
    all.extend(arguments);
    wasm_bindgen_test_runner::run_cli_with_args(all)
}

/// The setting as a list, because a path may hold spaces.
fn runner_setting() -> Result<String> {
    let myself = std::env::current_exe().context("finding this program's own file")?;
    let words = json!([myself.to_string_lossy(), "wasm-test-runner"]);
    Ok(format!("target.{TARGET}.runner={words}"))
}

fn tested(workspace: &Workspace) -> Vec<String> {
    let has_tests = |package: &&&cargo_metadata::Package| {
        package.dependencies.iter().any(|dependency| {
            dependency.name == HARNESS && dependency.kind == DependencyKind::Development
        })
    };
    workspace
        .members()
        .iter()
        .filter(has_tests)
        .map(|package| package.name.to_string())
        .collect()
}
