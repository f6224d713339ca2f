//! The browser that tests need: where it is, and how it comes to be there.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;
use crate::system::{self, Install};

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
    pub(crate) fn ensure(install: Install) -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        system::install("Chromium and chromedriver", &PACKAGES, install)?;
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
