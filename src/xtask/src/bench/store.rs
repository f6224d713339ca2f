//! `cargo xtask bench store`: builds the server as for a release, and runs what measures it (`tests/bench_store`).

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::build::{Kind, compile_server};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

use super::measuring;

/// How many conversations there are.
const SIZES: [u32; 3] = [5_000, 50_000, 500_000];

/// Builds, measures and prints the figures.
pub(super) fn bench(
    workspace: &Workspace,
    rounds: u32,
    most: u32,
    kept: Option<PathBuf>,
) -> Result<()> {
    let program = compile_server(workspace, Kind::Release)?;
    let folder = program.parent().context("the program lies nowhere")?;
    let sizes = SIZES.into_iter().filter(|size| *size <= most);
    let mut command = measuring(workspace, "store-bench", rounds);
    command
        .args(sizes.map(|size| size.to_string()))
        .env("ENCAIXE_DIST", folder);
    if let Some(kept) = kept {
        command.env("ENCAIXE_BENCH_FOLDER", std::path::absolute(kept)?);
    }
    say::announce("measuring the server");
    process::run(&mut command)
}
