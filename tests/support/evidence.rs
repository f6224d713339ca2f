//! What a failed test leaves behind: pictures of the page and what the consoles said.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::agent::Agent;
use crate::binary::{Server, workspace};

/// Saves all there is and says where. A part that cannot be had is left out.
pub async fn save(test: &str, agents: &[Agent], server: &Server) {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from);
    let folder = target.join("evidence").join(test.replace("::", "-"));
    let saved = write(&folder, agents, server).await;
    eprintln!("evidence of {test}: {} ({saved:?})", folder.display());
}

async fn write(folder: &PathBuf, agents: &[Agent], server: &Server) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(
        folder.join("server.log"),
        [server.printed(), server.complained()].concat().join("\n"),
    )?;
    for (number, agent) in agents.iter().enumerate() {
        let driver = &agent.browser().driver;
        if let Ok(picture) = driver.screenshot_as_png().await {
            fs::write(folder.join(format!("agent-{number}.png")), picture)?;
        }
        let mut log = String::new();
        for entry in driver.browser_log().await.unwrap_or_default() {
            writeln!(log, "{} {}", entry.level, entry.message)?;
        }
        fs::write(folder.join(format!("agent-{number}.log")), log)?;
        fs::write(
            folder.join(format!("agent-{number}.html")),
            driver.source().await.unwrap_or_default(),
        )?;
    }
    Ok(())
}
