//! The browsers that tests need: where they are, and how they come to be there.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process;
use crate::system::{self, Install};

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];
const PACKAGES: [&str; 4] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "fonts-liberation",
];

/// Chromium, installed.
pub(crate) struct Browser {
    program: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Finds Chromium and its driver, or installs them, with Firefox, where that is wanted and possible.
    pub(crate) fn ensure(install: Install) -> Result<Self> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        system::install("Chromium, chromedriver and Firefox", &PACKAGES, install)?;
        Self::find().context(
            "apt-get installed Chromium, but chromium or chromedriver is still not in PATH",
        )
    }

    /// Chromium itself.
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
        let driver = named.or_else(|| process::find("chromedriver"))?;
        Some(Self { program, driver })
    }
}

/// Finds Firefox, which needs no driver, or installs it where that is wanted and possible.
pub(crate) fn firefox(install: Install) -> Result<PathBuf> {
    let find = || FIREFOXES.iter().find_map(|name| process::find(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    system::install("Firefox", &["firefox-esr"], install)?;
    find().context("apt-get installed Firefox, but firefox-esr is still not in PATH")
}
