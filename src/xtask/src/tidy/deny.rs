//! What comes from outside has a licence on our list and comes from crates.io: cargo-deny, with `deny.toml`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{cache, process};

const VERSION: &str = "0.20.2";

/// What cargo-deny says.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = Command::new(install(workspace)?);
    command.current_dir(workspace.root()).args([
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]);
    let (status, text) = process::collect(&mut command)?;
    Ok(if status.success() {
        Vec::new()
    } else {
        vec![text]
    })
}

/// The program: the one in `PATH` when its version is ours, else our own, installed at its first use.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    let found = process::find("cargo-deny").filter(|path| {
        let version = process::read(Command::new(path).arg("--version")).unwrap_or_default();
        String::from_utf8_lossy(&version).trim() == format!("cargo-deny {VERSION}")
    });
    if let Some(path) = found {
        return Ok(path);
    }
    let what = format!("installing cargo-deny {VERSION} (about a minute, once)");
    let folder = cache::ensure("cargo-deny", VERSION, &what, |folder| {
        // Not optimised: it runs for a second, and compiling it well would take minutes.
        let build = folder.join("build");
        process::run(
            process::cargo(workspace.root())
                .args(["install", "cargo-deny", "--version", VERSION])
                .args(["--locked", "--debug", "--force", "--quiet", "--root"])
                .arg(folder)
                .arg("--target-dir")
                .arg(&build),
        )?;
        Ok(std::fs::remove_dir_all(&build)?)
    })?;
    Ok(folder
        .join("bin/cargo-deny")
        .with_extension(std::env::consts::EXE_EXTENSION))
}
