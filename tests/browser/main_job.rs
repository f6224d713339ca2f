//! The main job: an agent works, and plugins see what the agent sees and act for them.

mod classic;
mod commands;
mod frames;
mod panes;
mod placement;
mod selection;
mod tabs;
mod tags;
mod updates;
mod wire;

use anyhow::{Context as _, Result};
use encaixe_tests::plugin::Plugin;
use encaixe_tests::{Agent, Stage};

/// The ids of the tags that the workspace has and the conversation lacks.
async fn free_tags(stage: &Stage, conversation: &str) -> Result<Vec<String>> {
    let directory = stage.api().await?.get("/api/workspace").await?;
    let conversation = stage.conversation(conversation).await?;
    let has = conversation["tags"].as_array().context("no tags")?;
    let tags = directory["tags"].as_array().context("no tags")?;
    let free = tags
        .iter()
        .filter(|tag| tag["isActive"] == true && !has.contains(&tag["id"]));
    Ok(free
        .filter_map(|tag| tag["id"].as_str().map(str::to_owned))
        .collect())
}

/// The admin with the first conversation open and the demo plugin verified in front.
async fn at_work(stage: &Stage) -> Result<(&Agent, Plugin, Vec<String>)> {
    let demo = stage.demo().await?;
    let agent = stage.admin().await?;
    let rows = agent.rows().await?;
    agent.open(rows.first().context("no conversation")?).await?;
    agent.choose(&demo).await?;
    agent.frame_is("verified").await?;
    demo.at(agent)
        .until_js(
            "conversation".to_owned(),
            "return document.getElementById('state').dataset.state",
        )
        .await?;
    Ok((agent, demo, rows))
}

/// A plugin with the real SDK that does nothing by itself, verified in front.
async fn with_sdk(stage: &Stage, agent: &Agent) -> Result<Plugin> {
    let plugin = stage.register("SDK", &stage.fixture.page("sdk")).await?;
    agent.choose(&plugin).await?;
    agent.frame_is("verified").await?;
    Ok(plugin)
}
