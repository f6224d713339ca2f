//! The reference and its live console: an author finds a command, runs it in the open conversation and sees the messages.

mod console;
mod reading;

use anyhow::{Context as _, Result};
use encaixe_tests::Stage;
use encaixe_tests::plugin::Plugin;

/// The console as it is registered.
async fn console(stage: &Stage) -> Result<Plugin> {
    let list = stage.api().await?.get("/api/plugins").await?;
    let items = list["items"].as_array().context("no list of plugins")?;
    let found = items.iter().find(|plugin| plugin["name"] == "Console");
    Plugin::read(found.context("no console")?)
}
