//! Format by rustfmt and lints by clippy, each crate for the machine that it runs on.

use anyhow::Result;

use crate::build::{TARGET, ensure_target};
use crate::process;
use crate::workspace::Workspace;

/// Crates that run in a browser; the others run here.
pub(crate) const IN_BROWSER: [&str; 8] = [
    "encaixe-plugin",
    "encaixe-sdk",
    "encaixe-host",
    "encaixe-ui",
    "encaixe-inbox",
    "encaixe-console",
    "encaixe-bench",
    "encaixe-example-yew",
];

/// Names the files whose format differs.
pub(super) fn format(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = process::cargo(workspace.root());
    command.args(["fmt", "--all", "--check", "--", "--files-with-diff"]);
    let (status, text) = process::collect(&mut command)?;
    if status.success() {
        return Ok(Vec::new());
    }
    let root = format!("{}/", workspace.root().display());
    let mut problems: Vec<String> = text.lines().map(|line| line.replace(&root, "")).collect();
    problems.push("run `cargo fmt --all`".to_owned());
    Ok(problems)
}

/// What clippy says, warnings included. It is not asked about the native crates where that is known.
pub(super) fn clippy(workspace: &Workspace, native: Option<&str>) -> Result<Vec<String>> {
    ensure_target(workspace)?;
    let mut problems: Vec<String> = native
        .filter(|said| !said.is_empty())
        .map(str::to_owned)
        .into_iter()
        .collect();
    for target in [None, Some(TARGET)] {
        if target.is_none() && native.is_some() {
            continue;
        }
        let mut command = process::cargo(workspace.root());
        command.args(["clippy", "--keep-going", "--all-targets", "--all-features"]);
        for package in workspace.members() {
            if IN_BROWSER.contains(&package.name.as_str()) == target.is_some() {
                command.args(["--package", &package.name]);
            }
        }
        if let Some(target) = target {
            command.args(["--target", target]);
        }
        command.args(["--", "-D", "warnings"]);
        let (status, text) = process::diagnose(&mut command)?;
        if !status.success() {
            problems.push(text);
        }
    }
    Ok(problems)
}
