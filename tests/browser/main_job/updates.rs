//! `conversation_updated`: the plugin learns of changes by anyone.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::plugin::Frame;
use encaixe_tests::scenario;
use encaixe_tests::wait::{SOON, until};
use serde_json::{Value, json};

use super::{at_work, free_tags, with_sdk};

const UPDATES: &str =
    "return heard.filter(({name}) => name === 'conversation_updated').map(({data}) => data)";

#[tokio::test(flavor = "multi_thread")]
async fn the_agents_own_changes_reach_the_plugin() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);

        let tag = free_tags(stage, &rows[0])
            .await?
            .first()
            .context("no free tag")?
            .clone();
        agent.click(&hook("tag-add")).await?;
        agent
            .click(&format!(".menu-item[data-tag=\"{tag}\"]"))
            .await?;
        let data = update(&frame, 1, "tags").await?;
        let ids: Vec<&str> = data["tags"]
            .as_array()
            .context("no tags")?
            .iter()
            .filter_map(|tag| tag["id"].as_str())
            .collect();
        ensure!(ids.contains(&tag.as_str()), "{data}");

        agent
            .click(&format!("{} .tag-remove", hook_of("tag", "data-id", &tag)))
            .await?;
        update(&frame, 2, "tags").await?;

        let now = stage.conversation(&rows[0]).await?["assignee"].clone();
        let directory = stage.api().await?.get("/api/workspace").await?;
        let members = directory["members"].as_array().context("no members")?;
        let other = members
            .iter()
            .find(|member| member["isActive"] == true && member["id"] != now)
            .context("nobody else")?;
        agent
            .pick(
                "select[name=assignee]",
                other["id"].as_str().context("no id")?,
            )
            .await?;
        let data = update(&frame, 3, "assignee").await?;
        ensure!(data["assignee"]["id"] == other["id"], "{data}");

        let now = stage.conversation(&rows[0]).await?["group"].clone();
        let groups = directory["groups"].as_array().context("no groups")?;
        let other = groups
            .iter()
            .find(|group| group["id"] != now)
            .context("no other group")?;
        agent
            .pick("select[name=group]", other["id"].as_str().context("no id")?)
            .await?;
        let data = update(&frame, 4, "group").await?;
        ensure!(data["group"]["id"] == other["id"], "{data}");

        let before = stage.conversation(&rows[0]).await?["status"].clone();
        agent
            .click(&format!("{} .head-status", hook("conversation")))
            .await?;
        let data = update(&frame, 5, "status").await?;
        ensure!(data["status"] != before, "{data}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleagues_changes_reach_the_plugin() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let colleague = stage.colleague().await?;
        colleague.open(&rows[0]).await?;
        colleague
            .click(&format!("{} .head-status", hook("conversation")))
            .await?;
        let frame = plugin.at(agent);
        update(&frame, 1, "status").await?;
        let tag = free_tags(stage, &rows[0])
            .await?
            .first()
            .context("no free tag")?
            .clone();
        colleague.click(&hook("tag-add")).await?;
        colleague
            .click(&format!(".menu-item[data-tag=\"{tag}\"]"))
            .await?;
        update(&frame, 2, "tags").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn several_changes_at_once_are_one_update() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);
        frame.until_js(1, "return heard.length").await?;
        let now = stage.conversation(&rows[0]).await?;
        let status = if now["status"] == "open" {
            "closed"
        } else {
            "open"
        };
        let assignee = if now["assignee"].is_null() {
            json!("101")
        } else {
            Value::Null
        };
        let path = format!("/api/conversations/{}", rows[0]);
        let patch = json!({"status": status, "assignee": assignee});
        stage
            .api()
            .await?
            .must(reqwest::Method::PATCH, &path, Some(&patch))
            .await?;
        frame
            .until_js(
                json!([["assignee", "status"]]),
                &format!("{UPDATES}.map(({{changed}}) => changed)"),
            )
            .await
    })
    .await
}

/// Waits for the update of this number, which tells of this change alone; gives its conversation.
async fn update(frame: &Frame<'_>, number: usize, changed: &str) -> Result<Value> {
    let updates = until("the next update", SOON, async || {
        let updates: Vec<Value> = frame.js(UPDATES, &[]).await?;
        Ok((updates.len() >= number).then_some(updates))
    })
    .await?;
    let told: Vec<&Value> = updates.iter().map(|update| &update["changed"]).collect();
    ensure!(
        updates.len() == number,
        "{number} changes were told as {told:?}"
    );
    let last = updates.last().context("no update")?;
    ensure!(last["changed"] == json!([changed]), "{last}");
    Ok(last["conversation"].clone())
}
