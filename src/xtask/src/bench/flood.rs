//! `cargo xtask bench flood`: builds everything as for a release, and runs what measures it (`tests/bench_flood`).

use anyhow::Result;

use crate::build::{self, Plan};
use crate::process;
use crate::say;
use crate::system::Install;
use crate::test::browser::{Browser, firefox};
use crate::workspace::Workspace;

use super::measuring;

/// Builds, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, rounds: u32) -> Result<()> {
    let browser = Browser::ensure(Install::wanted(false))?;
    build::build(workspace, Plan::RELEASE)?;
    let mut command = measuring(workspace, "flood-bench", rounds);
    command
        .env("ENCAIXE_CHROMEDRIVER", browser.driver())
        .env("ENCAIXE_FIREFOX", firefox(Install::wanted(false))?);
    say::announce("measuring in headless Chromium and Firefox");
    process::run(&mut command)
}
