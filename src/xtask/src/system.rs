//! What only the system's package manager can install.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{process, say};

/// Whether missing system packages are to be installed, or to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Install {
    Yes,
    No,
}

impl Install {
    /// Yes where the caller wants it, and on a machine for tests.
    pub(crate) fn wanted(by_caller: bool) -> Self {
        if by_caller || std::env::var("CI").is_ok_and(|value| value == "true") {
            Self::Yes
        } else {
            Self::No
        }
    }
}

/// Installs packages by apt-get where that is wanted and possible; else the error says how to.
pub(crate) fn install(what: &str, packages: &[&str], install: Install) -> Result<()> {
    let line = format!(
        "apt-get install --yes --no-install-recommends {}",
        packages.join(" ")
    );
    if !(install == Install::Yes && is_root() && process::find("apt-get").is_some()) {
        bail!(
            "these tests need {what}, which is not installed. On Debian or Ubuntu run\n    \
             sudo apt-get update && sudo {line}\nor, as root, let this command do it: cargo xtask test --install"
        );
    }
    say::step(&format!("installing {what} by apt-get"), || {
        let apt_get = || {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive");
            command
        };
        process::run(apt_get().args(["update", "--quiet"]))?;
        process::run(apt_get().args(line.split(' ').skip(1)).arg("--quiet"))
    })
}

/// PHP for the command line, found, or installed where that is wanted and possible.
pub(crate) fn php(wanted: Install) -> Result<PathBuf> {
    if let Some(found) = process::find("php") {
        return Ok(found);
    }
    install("PHP", &["php-cli"], wanted)?;
    process::find("php").context("apt-get installed php-cli, but php is still not in PATH")
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;

    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
