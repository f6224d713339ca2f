//! `cargo xtask bench store`: builds the server as for a release, and runs what measures it (`tests/bench_store`).

use anyhow::{Context as _, Result};

use crate::build::{Kind, compile_server};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

/// Builds, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, rounds: u32, most: u32) -> Result<()> {
    let program = compile_server(workspace, Kind::Release)?;
    let folder = program.parent().context("the program lies nowhere")?;
    let mut command = process::cargo(workspace.root());
    command.args([
        "run",
        "--quiet",
        "--package",
        "encaixe-tests",
        "--bin",
        "store-bench",
        "--",
    ]);
    command
        .args([rounds.to_string(), most.to_string()])
        .env("ENCAIXE_DIST", folder);
    say::announce("measuring the server");
    process::run(&mut command)
}
