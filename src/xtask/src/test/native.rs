//! Tests that run on this machine: those of the native crates, the plain ones of the crates for the browser, and the programs that test `dist/`.
//!
//! Two calls of cargo compile all of them, with the server. Cargo makes a library once for each set of features that a call asks for, so that a call
//! for each kind took twice as long. The server and its crates have one to themselves: in one with the tools' libraries it would have features that
//! it does not have when it ships. The compiler of both calls is clippy's, which gives the lints as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{Message, Package, TargetKind};

use crate::tidy::IN_BROWSER;
use crate::workspace::Workspace;
use crate::{process, say};

use super::cargo_test;
use super::summary::Totals;

/// The tests of `dist/`, which a pool runs.
const ARTEFACTS: &str = "encaixe-tests";

/// What never ships.
const TOOLS: [&str; 2] = ["xtask", ARTEFACTS];

/// What was compiled.
pub(super) struct Native<'a> {
    workspace: &'a Workspace,
    /// All test programs, those of `dist/` included.
    programs: Vec<Program>,
    /// The server, with what `dist/` held.
    pub(super) server: PathBuf,
    /// What clippy has against the native crates, nothing when all is well.
    pub(super) lints: String,
}

/// A test program.
#[derive(Clone, Default)]
pub(super) struct Program {
    package: String,
    /// Its name in the package.
    pub(super) target: String,
    pub(super) file: PathBuf,
    /// The package's folder, in which cargo runs it.
    pub(super) folder: PathBuf,
}

impl Program {
    /// Runs it as cargo does.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.file);
        command
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder);
        command
    }
}

impl<'a> Native<'a> {
    /// Compiles everything.
    pub(super) fn compile(workspace: &'a Workspace) -> Result<Self> {
        let mut native = Self {
            workspace,
            programs: Vec::new(),
            server: PathBuf::new(),
            lints: String::new(),
        };
        for packages in calls(workspace)? {
            native.add(&packages)?;
        }
        Ok(native)
    }

    /// Compiles these packages by one call.
    fn add(&mut self, packages: &[&Package]) -> Result<()> {
        let mut command = cargo(self.workspace, packages);
        command.args(["--no-run", "--message-format=json", "--lib"]);
        for package in packages {
            let is_native = is_native(package);
            for target in package.targets.iter().filter(|target| target.test) {
                if target.is_kind(TargetKind::Bin) {
                    command.args(["--bin", &target.name]);
                } else if is_native && target.is_kind(TargetKind::Test) {
                    command.args(["--test", &target.name]);
                }
            }
        }
        let names: Vec<&str> = packages.iter().map(|one| one.name.as_str()).collect();
        let what = format!("compiling the tests of {}", names.join(", "));
        let (status, output) = say::step(&what, || process::capture(&mut command))?;
        if !status.success() {
            let said = self.said(&output, |_| true)?;
            bail!("they do not compile\n{said}");
        }
        self.lints.push_str(&self.said(&output, is_native)?);
        for message in Message::parse_stream(output.as_bytes()) {
            let Message::CompilerArtifact(artefact) = message? else {
                continue;
            };
            let (Some(file), Some(package)) = (
                artefact.executable,
                self.workspace.member(&artefact.package_id),
            ) else {
                continue;
            };
            if artefact.profile.test {
                let folder = artefact.manifest_path.parent().context("no folder")?;
                self.programs.push(Program {
                    package: package.name.to_string(),
                    target: artefact.target.name,
                    file: file.into(),
                    folder: folder.into(),
                });
            } else if artefact.target.name == "encaixe" {
                self.server = file.into();
            }
        }
        Ok(())
    }

    /// What the compiler said of such packages, each text once: a library is compiled for its tests too.
    fn said(&self, output: &str, of: impl Fn(&Package) -> bool) -> Result<String> {
        let mut texts = BTreeSet::new();
        for message in Message::parse_stream(output.as_bytes()) {
            if let Message::CompilerMessage(message) = message?
                && let Some(package) = self.workspace.member(&message.package_id)
                && of(package)
            {
                texts.extend(message.message.rendered);
            }
        }
        Ok(texts.into_iter().collect())
    }

    /// Those that test `dist/`.
    pub(super) fn artefacts(&self) -> Vec<Program> {
        let of_dist = |program: &&Program| program.package == ARTEFACTS;
        self.programs.iter().filter(of_dist).cloned().collect()
    }

    /// Runs all others, and the examples of the documentation.
    pub(super) fn run(&self) -> Result<Totals> {
        let others = |program: &&Program| program.package != ARTEFACTS;
        let mut totals = Totals::default();
        for program in self.programs.iter().filter(others) {
            let what = format!("testing {} ({})", program.package, program.target);
            totals += cargo_test(&what, &mut program.command())?;
        }
        for packages in calls(self.workspace)? {
            totals += cargo_test(
                "compiling the examples in the documentation",
                cargo(self.workspace, &packages).arg("--doc"),
            )?;
        }
        Ok(totals)
    }
}

/// `cargo test` by clippy's compiler.
fn cargo(workspace: &Workspace, packages: &[&Package]) -> Command {
    let mut command = process::cargo(workspace.root());
    command.args(["test", "--all-features"]);
    for package in packages {
        command.args(["--package", &package.name]);
    }
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

/// The packages of each call: the server and its crates, then the tools, the tests of `dist/`, and crates for the browser that have tests which the
/// wasm tester would not see.
fn calls(workspace: &Workspace) -> Result<[Vec<&Package>; 2]> {
    let mut calls = [Vec::new(), Vec::new()];
    for package in workspace.members() {
        let folder = package.manifest_path.parent().context("no folder")?;
        if TOOLS.contains(&package.name.as_str()) {
            calls[1].push(package);
        } else if is_native(package) {
            calls[0].push(package);
        } else if any_plain_test(folder.join("src").as_std_path())? {
            calls[1].push(package);
        }
    }
    Ok(calls)
}

fn is_native(package: &Package) -> bool {
    !IN_BROWSER.contains(&package.name.as_str())
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
