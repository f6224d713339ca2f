//! `cargo xtask bench apps`: builds the server as for a release, and runs what measures its calls of apps (`tests/bench_apps`).

use anyhow::{Context as _, Result};

use crate::build::{Kind, compile_server};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

use super::measuring;

/// Builds, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, rounds: u32) -> Result<()> {
    let program = compile_server(workspace, Kind::Release)?;
    let folder = program.parent().context("the program lies nowhere")?;
    let mut command = measuring(workspace, "apps-bench", rounds);
    command.env("ENCAIXE_DIST", folder);
    say::announce("measuring calls of apps");
    process::run(&mut command)
}
