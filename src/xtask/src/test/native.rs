//! Tests that run on this machine, without a browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::tidy::IN_BROWSER;
use crate::workspace::Workspace;
use crate::{process, say};

use super::cargo_test;
use super::summary::Totals;

/// A crate for the browser whose documentation has examples; they need none to compile.
const DOCUMENTED: &str = "encaixe-plugin";

const CRATES: [&str; 4] = ["encaixe-protocol", "encaixe-api", "encaixe-server", "xtask"];

/// Unit, integration and documentation tests of the native crates, and the plain unit tests of those that run in a browser: parts
/// that need none, as a state machine or a parser.
pub(super) struct Native<'a> {
    workspace: &'a Workspace,
    plain: Vec<String>,
}

impl<'a> Native<'a> {
    /// Compiles them, but for those of the documentation.
    pub(super) fn compile(workspace: &'a Workspace) -> Result<Self> {
        let plain = with_plain_tests(workspace)?;
        let native = Self { workspace, plain };
        say::step("compiling the tests of the native crates", || {
            process::run(native.crates().arg("--no-run"))?;
            process::run(native.parts().arg("--no-run"))
        })?;
        Ok(native)
    }

    /// Runs them.
    pub(super) fn run(self) -> Result<Totals> {
        let mut totals = cargo_test("testing the native crates", &mut self.crates())?;
        totals += cargo_test(
            "testing the parts of the wasm crates that need no browser",
            &mut self.parts(),
        )?;
        let mut documented = process::cargo(self.workspace.root());
        documented.args(["test", "--doc", "--all-features", "--package", DOCUMENTED]);
        totals += cargo_test(
            "compiling the examples in the plugin crate's documentation",
            &mut documented,
        )?;
        Ok(totals)
    }

    fn crates(&self) -> Command {
        let mut command = process::cargo(self.workspace.root());
        command.args(["test", "--no-fail-fast"]);
        for name in CRATES {
            command.args(["--package", name]);
        }
        command
    }

    fn parts(&self) -> Command {
        let mut command = process::cargo(self.workspace.root());
        command.args(["test", "--no-fail-fast", "--lib", "--bins"]);
        for name in &self.plain {
            command.args(["--package", name]);
        }
        command
    }
}

/// The crates for the browser that have tests which the wasm tester would not see.
fn with_plain_tests(workspace: &Workspace) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for package in workspace.members() {
        if IN_BROWSER.contains(&package.name.as_str())
            && let Some(folder) = package.manifest_path.parent()
            && any_plain_test(folder.join("src").as_std_path())?
        {
            found.push(package.name.to_string());
        }
    }
    Ok(found)
}

fn any_plain_test(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let found = if path.is_dir() {
            any_plain_test(&path)?
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            is_plain_test(
                &fs::read_to_string(&path)
                    .with_context(|| format!("reading {}", path.display()))?,
            )
        } else {
            false
        };
        if found {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_plain_test(text: &str) -> bool {
    !text.contains("wasm_bindgen_test as test") && text.lines().any(|line| line.trim() == "#[test]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_tests_are_told_from_those_for_the_browser() {
        assert!(is_plain_test(
            "mod tests {\n    #[test]\n    fn a() {}\n}\n"
        ));
        assert!(!is_plain_test("#[wasm_bindgen_test]\nfn a() {}\n"));
        assert!(!is_plain_test(
            "use wasm_bindgen_test::wasm_bindgen_test as test;\n#[test]\nfn a() {}\n"
        ));
    }
}
