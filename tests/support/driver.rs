//! Browsers, each with a fresh profile: Chromium by chromedriver, Firefox by itself.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tempfile::TempDir;
use thirtyfour::{
    Capabilities, CapabilitiesHelper, ChromiumLikeCapabilities as _, DesiredCapabilities,
    LoggingPrefsLogLevel, WebDriver,
};
use tokio::process::{Child, Command};

use crate::binary::fresh_folder;
use crate::engine::Engine;
use crate::firefox::Firefox;
use crate::lines::Lines;

const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1440,900",
];

/// What starts browsers.
#[derive(Debug)]
pub struct Driver(Starter);

#[derive(Debug)]
enum Starter {
    Chromedriver(Box<Chromedriver>),
    Firefox,
}

/// A running chromedriver (`ENCAIXE_CHROMEDRIVER`, else the one in `PATH`). It is killed when this is dropped;
/// the browsers end when they are quit.
#[derive(Debug)]
struct Chromedriver {
    _child: Child,
    url: String,
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

/// How often chromedriver may begin: it takes a free port of IPv4 and ends when another program has that one of IPv6.
const TRIES: usize = 5;

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
            Engine::Chromium => Starter::Chromedriver(Box::new(Chromedriver::start().await?)),
            Engine::Firefox => Starter::Firefox,
        }))
    }

    /// Starts a browser.
    ///
    /// # Errors
    /// It did not start.
    pub async fn browser(&self) -> Result<Browser> {
        let profile = fresh_folder()?;
        let (driver, firefox) = match &self.0 {
            Starter::Chromedriver(chromedriver) => {
                let mut capabilities = DesiredCapabilities::chrome();
                for argument in ARGUMENTS {
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

impl Chromedriver {
    async fn start() -> Result<Self> {
        let program =
            env::var_os("ENCAIXE_CHROMEDRIVER").unwrap_or_else(|| OsString::from("chromedriver"));
        for _ in 0..TRIES {
            let mut child = Command::new(&program)
                .arg("--port=0")
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()
                .with_context(|| format!("starting {}", program.display()))?;
            let printed = Lines::collect(child.stdout.take().context("no stdout")?);
            let port = printed.find("chromedriver's port", Duration::from_secs(20), port_of);
            tokio::select! {
                port = port => {
                    return Ok(Self {
                        url: format!("http://127.0.0.1:{}", port?),
                        _child: child,
                    });
                }
                ended = child.wait() => eprintln!("chromedriver ended: {:?}: {:?}", ended?, printed.all()),
            }
        }
        bail!("chromedriver found no port in {TRIES} tries")
    }
}

/// The port in chromedriver's own words.
fn port_of(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?
        .1
        .trim_end_matches('.')
        .parse()
        .ok()
}
