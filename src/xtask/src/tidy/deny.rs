//! What comes from outside has a licence on our list and comes from crates.io: cargo-deny, with `deny.toml`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{process, say};

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
    let root = workspace.scratch("tools");
    let path = root
        .join("bin/cargo-deny")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let stamp = root.join(format!("cargo-deny-{VERSION}"));
    if path.is_file() && stamp.is_file() {
        return Ok(path);
    }
    say::step(
        &format!("installing cargo-deny {VERSION} (about a minute, once)"),
        || {
            // Not optimised: it runs for a second, and compiling it well would take minutes.
            let build = workspace.scratch("tools-build");
            process::run(
                process::cargo(workspace.root())
                    .args([
                        "install",
                        "cargo-deny",
                        "--version",
                        VERSION,
                        "--locked",
                        "--debug",
                        "--force",
                        "--quiet",
                    ])
                    .arg("--root")
                    .arg(&root)
                    .arg("--target-dir")
                    .arg(&build),
            )?;
            std::fs::remove_dir_all(&build)?;
            Ok(std::fs::write(&stamp, "")?)
        },
    )?;
    Ok(path)
}
