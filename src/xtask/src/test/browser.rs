//! The browser that tests need: where it is, and how it comes to be there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{process, say};

/// How every test starts Chromium: without a window, and without the traffic that a fresh profile makes by itself.
pub(crate) const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// An installed browser.
pub(crate) struct Browser {
    program: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, or installs them where that is wanted and possible.
    pub(crate) fn ensure(install: bool) -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        let wanted = install || std::env::var("CI").is_ok_and(|value| value == "true");
        let line = format!(
            "apt-get install --yes --no-install-recommends {}",
            PACKAGES.join(" ")
        );
        if !(wanted && is_root() && process::find("apt-get").is_some()) {
            bail!(
                "these tests need Chromium and chromedriver, which are not installed. On Debian or Ubuntu run\n    \
                 sudo apt-get update && sudo {line}\nor, as root, let this command do it: cargo xtask test --install"
            );
        }
        say::step("installing Chromium and chromedriver by apt-get", || {
            let apt_get = || {
                let mut command = Command::new("apt-get");
                command.env("DEBIAN_FRONTEND", "noninteractive");
                command
            };
            process::run(apt_get().args(["update", "--quiet"]))?;
            process::run(apt_get().args(line.split(' ').skip(1)).arg("--quiet"))
        })?;
        Self::find().context(
            "apt-get installed Chromium, but chromium or chromedriver is still not in PATH",
        )
    }

    /// The browser itself.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// The program that tests speak WebDriver with.
    pub(crate) fn driver(&self) -> &Path {
        &self.driver
    }

    fn find() -> Option<Self> {
        let program = BROWSERS.iter().find_map(|name| process::find(name))?;
        let named = std::env::var_os("CHROMEDRIVER")
            .map(PathBuf::from)
            .filter(|path| path.is_file());
        named
            .or_else(|| process::find("chromedriver"))
            .map(|driver| Self { program, driver })
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;

    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
