//! Chromium, by itself or by its driver.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::Program;

/// How every test starts Chromium: without a window, and without the traffic that a fresh profile makes by itself.
pub const ARGUMENTS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// How long chromedriver may take to begin, on a busy machine.
const START: Duration = Duration::from_secs(20);

/// How often it may begin: it takes a free port of IPv4 and ends when another program has that one of IPv6.
const TRIES: usize = 5;

/// Opens an address in Chromium, with the profile in that folder.
///
/// # Errors
/// It cannot be started.
pub fn chromium(program: &Path, profile: &Path, address: &str) -> Result<Program> {
    let profile = format!("--user-data-dir={}", profile.display());
    let mut command = Command::new(program);
    Program::start(command.args(ARGUMENTS).arg(profile).arg(address))
}

/// A running chromedriver; the browsers that it starts end when they are quit.
#[derive(Debug)]
pub struct Chromedriver {
    _program: Program,
    /// Where WebDriver is spoken.
    pub url: String,
}

impl Chromedriver {
    /// Starts it on a port of its own. It blocks.
    ///
    /// # Errors
    /// It is not there, or did not say where it listens.
    pub fn start(program: &OsStr) -> Result<Self> {
        for _ in 0..TRIES {
            let program = Program::start(Command::new(program).arg("--port=0"))?;
            match program
                .printed()
                .find("chromedriver's port", START, port_of)
            {
                Ok(port) => {
                    return Ok(Self {
                        _program: program,
                        url: format!("http://127.0.0.1:{port}"),
                    });
                }
                Err(why) => eprintln!("chromedriver ended: {why}"),
            }
        }
        bail!("chromedriver found no port in {TRIES} tries")
    }
}

/// The port in chromedriver's own words.
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_of;

    #[test]
    fn chromedriver_says_its_port_in_one_line() {
        let line = "ChromeDriver was started successfully on port 41235.";
        assert_eq!(port_of(line), Some(41235));
        assert_eq!(port_of("Only local connections are allowed."), None);
    }
}
