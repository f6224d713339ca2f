//! Tests that run on this machine, without a browser.

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

use super::cargo_test;
use super::summary::Totals;

const CRATES: [&str; 4] = ["encaixe-protocol", "encaixe-api", "encaixe-server", "xtask"];

/// Runs unit, integration and documentation tests of the native crates.
pub(super) fn test(workspace: &Workspace) -> Result<Totals> {
    let mut command = process::cargo(workspace.root());
    command.args(["test", "--no-fail-fast"]);
    for name in CRATES {
        command.args(["--package", name]);
    }
    cargo_test("testing the native crates", &mut command)
}
