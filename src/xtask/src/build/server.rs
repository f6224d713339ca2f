//! The server binary, built last because it embeds the rest of `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;
use crate::{process, say};

use super::Kind;

/// The file name of the server in `dist/`.
pub(crate) const SERVER: &str = if cfg!(windows) {
    "encaixe.exe"
} else {
    "encaixe"
};

/// Copies a server to `dist/`.
pub(crate) fn put(workspace: &Workspace, built: &Path) -> Result<()> {
    let shipped = workspace.dist(SERVER);
    // A running server's file cannot be written to, but another file can take its name.
    let partial = workspace.dist("encaixe.partial");
    fs::copy(built, &partial).with_context(|| format!("copying {}", built.display()))?;
    fs::rename(&partial, &shipped).with_context(|| format!("writing {}", shipped.display()))
}

/// Compiles the server, with what `dist/` holds now, and says where it is.
pub(crate) fn compile(workspace: &Workspace, kind: Kind) -> Result<PathBuf> {
    let (profile, folder) = match kind {
        Kind::Debug => ("dev", "debug"),
        Kind::Release => ("release", "release"),
    };
    say::step(&format!("compiling the server (profile {profile})"), || {
        process::run(process::cargo(workspace.root()).args([
            "build",
            "--package",
            "encaixe-server",
            "--bin",
            "encaixe",
            "--profile",
            profile,
        ]))
    })?;
    Ok(workspace.target().join(folder).join(SERVER))
}
