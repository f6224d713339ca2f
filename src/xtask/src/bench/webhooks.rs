//! `cargo xtask bench webhooks`: builds the server as for a release, and runs what measures its deliveries (`tests/bench_webhooks`).

use anyhow::{Context as _, Result};

use crate::build::{Kind, compile_server};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

use super::measuring;

/// Builds, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, seconds: u32, deliveries: u32) -> Result<()> {
    let program = compile_server(workspace, Kind::Release)?;
    let folder = program.parent().context("the program lies nowhere")?;
    let mut command = measuring(workspace, "webhooks-bench", seconds);
    command
        .arg(deliveries.to_string())
        .env("ENCAIXE_DIST", folder);
    say::announce("measuring deliveries");
    process::run(&mut command)
}
