//! Browsers, each with a fresh profile: Chromium by chromedriver, Firefox by itself.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use encaixe_harness::browser::{ARGUMENTS, Chromedriver};
use tempfile::TempDir;
use thirtyfour::{
    Capabilities, CapabilitiesHelper, ChromiumLikeCapabilities as _, DesiredCapabilities,
    LoggingPrefsLogLevel, WebDriver,
};
use tokio::task::spawn_blocking;

use crate::binary::fresh_folder;
use crate::engine::Engine;
use crate::firefox::Firefox;

/// What tests set beside what every Chromium is started with.
const MORE_ARGUMENTS: [&str; 2] = ["--disable-dev-shm-usage", "--window-size=1440,900"];

/// What starts browsers.
#[derive(Debug)]
pub struct Driver(Starter);

#[derive(Debug)]
enum Starter {
    Chromedriver(Chromedriver),
    Firefox,
}

/// One browser.
#[derive(Debug)]
pub struct Browser {
    /// Its controls.
    pub driver: WebDriver,
    firefox: Option<Firefox>,
    profile: TempDir,
}

impl Browser {
    /// The profile's folder, where it is Chromium.
    pub(crate) fn chromium(&self) -> Option<&Path> {
        self.firefox.is_none().then(|| self.profile.path())
    }
}

impl Driver {
    /// Starts what starts Chromium.
    ///
    /// # Errors
    /// It is not there, or did not say where it listens.
    pub async fn start() -> Result<Self> {
        Self::of(Engine::Chromium).await
    }

    /// Starts what starts this engine's browser.
    ///
    /// # Errors
    /// It is not there, or did not say where it listens.
    pub async fn of(engine: Engine) -> Result<Self> {
        Ok(Self(match engine {
            Engine::Chromium => Starter::Chromedriver(chromedriver().await?),
            Engine::Firefox => Starter::Firefox,
        }))
    }

    /// Starts a browser.
    ///
    /// # Errors
    /// It did not start.
    pub async fn browser(&self) -> Result<Browser> {
        self.browser_with(&[]).await
    }

    /// Starts a browser; Chromium with these arguments as well.
    ///
    /// # Errors
    /// It did not start.
    pub async fn browser_with(&self, arguments: &[&str]) -> Result<Browser> {
        let profile = fresh_folder()?;
        let (driver, firefox) = match &self.0 {
            Starter::Chromedriver(chromedriver) => {
                let mut capabilities = DesiredCapabilities::chrome();
                let own = arguments.iter().copied();
                for argument in ARGUMENTS.into_iter().chain(MORE_ARGUMENTS).chain(own) {
                    capabilities.add_arg(argument)?;
                }
                capabilities.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
                capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
                (connect(&chromedriver.url, capabilities).await?, None)
            }
            Starter::Firefox => {
                let firefox = Firefox::start(profile.path()).await?;
                let driver = connect(&firefox.url, DesiredCapabilities::firefox()).await?;
                (driver, Some(firefox))
            }
        };
        driver.set_script_timeout(Duration::from_secs(20)).await?;
        Ok(Browser {
            driver,
            firefox,
            profile,
        })
    }
}

/// `ENCAIXE_CHROMEDRIVER`, else the one in `PATH`.
async fn chromedriver() -> Result<Chromedriver> {
    let named = env::var_os("ENCAIXE_CHROMEDRIVER");
    let program = named.unwrap_or_else(|| OsString::from("chromedriver"));
    spawn_blocking(move || Chromedriver::start(&program)).await?
}

async fn connect(
    url: &str,
    mut capabilities: impl CapabilitiesHelper + Into<Capabilities>,
) -> Result<WebDriver> {
    // A dialog of the browser's own would be a mistake of ours: leave it for the test to trip over.
    capabilities.set("unhandledPromptBehavior", "ignore")?;
    // A frame that never loads must not hold up the test: every step waits for what it needs itself.
    capabilities.set("pageLoadStrategy", "none")?;
    WebDriver::new(url, capabilities)
        .await
        .context("starting a browser")
}
