//! Where the keyboard is in the inbox when what it stood on goes away: on what is next to it, and never nowhere.

use anyhow::{Context as _, Result};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::Value;
use thirtyfour::Key;

/// Presses Enter on the first of these.
async fn enter(agent: &Agent, css: &str) -> Result<()> {
    agent.see(css).await?.focus().await?;
    agent.press(Key::Enter).await
}

fn row(id: &str) -> String {
    hook_of("conversation-row", "data-id", id)
}

/// Puts every tag on the conversation; gives their ids in the order in which they show.
async fn tagged(stage: &Stage, agent: &Agent, id: &str) -> Result<Vec<String>> {
    let api = stage.api().await?;
    let directory = api.get("/api/workspace").await?;
    let tags = directory["tags"].as_array().context("no tags")?;
    let active: Vec<&str> = tags
        .iter()
        .filter(|tag| tag["isActive"] == true)
        .filter_map(|tag| tag["id"].as_str())
        .collect();
    for tag in &active {
        let path = format!("/api/conversations/{id}/tags/{tag}");
        api.must(Method::PUT, &path, None).await?;
    }
    until_equal("the tags", active.len(), async || {
        Ok(agent.tags().await?.len())
    })
    .await?;
    agent.tags().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_from_the_conversation_leaves_the_keyboard_next_to_it() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let (one, two) = (rows[1].as_str(), rows[2].as_str());
        agent.open(one).await?;
        let tags = tagged(stage, agent, one).await?;
        let remove = |tag: &str| format!("{} .tag-remove", hook_of("tag", "data-id", tag));
        let last = tags.len() - 1;

        // A tag gives way to the next one, the last one to the way to add another.
        enter(agent, &remove(&tags[0])).await?;
        agent.focus_is(&remove(&tags[1])).await?;
        enter(agent, &remove(&tags[last])).await?;
        agent.focus_is(&hook("tag-add")).await?;
        for tag in &tags[1..last] {
            enter(agent, &remove(tag)).await?;
            agent.gone(&remove(tag)).await?;
        }
        agent.gone(&hook("tag")).await?;
        agent.focus_is(&hook("tag-add")).await?;

        // The conversation gives way to its row, from wherever in it.
        for css in [
            hook("conversation-status"),
            ".thread".to_owned(),
            hook("tag-add"),
        ] {
            agent.see(&css).await?.focus().await?;
            agent.unselect().await?;
            agent.focus_is(&row(one)).await?;
            agent.press(Key::Enter).await?;
            agent.see(&hook("conversation")).await?;
        }

        // A row that went meanwhile has another in its place.
        enter(agent, &hook("conversation-status")).await?;
        agent.gone(&row(one)).await?;
        agent.focus_is(&hook("conversation-status")).await?;
        agent.unselect().await?;
        agent.focus_is(&row(two)).await?;

        // Back from another page.
        agent.press(Key::Enter).await?;
        agent.see(&hook("conversation")).await?;
        agent.press('g').await?;
        agent.press('s').await?;
        agent.see(".settings").await?;
        agent
            .js::<Value>("history.back(); return null", &[])
            .await?;
        agent.see(&hook("conversation")).await?;
        agent.focus_is(".thread").await?;
        agent.press('g').await?;
        agent.press('s').await?;
        agent.see(".settings").await?;
        agent.press('g').await?;
        agent.press('i').await?;
        agent.focus_is(&row(two)).await?;

        // One pane at a time.
        agent.set_window_rect(0, 0, 500, 800).await?;
        agent.press(Key::Enter).await?;
        agent.focus_is(".thread").await?;
        enter(agent, ".head-line .only-single").await?;
        agent.focus_is(&row(two)).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_from_the_list_and_the_menu_leaves_the_keyboard_near() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        agent.rows().await?;
        let directory = stage.api().await?.get("/api/workspace").await?;
        let tag = directory["tags"][0]["id"].as_str().context("no tag")?;
        let channel = directory["channels"][0]["id"].as_str().context("no channel")?;
        let chip = |name: &str| hook_of("filter-chip", "data-filter", name);

        let path = format!("/inbox?tag={tag}&channel={channel}");
        agent.visit_within(&path, &hook("filter-chip")).await?;
        let chips: Vec<String> = agent
            .js("return [...document.querySelectorAll('[data-filter]')].map((chip) => chip.dataset.filter)", &[])
            .await?;
        enter(agent, &chip(&chips[0])).await?;
        agent.focus_is(&chip(&chips[1])).await?;
        agent.press(Key::Enter).await?;
        agent.gone(&hook("filter-chip")).await?;
        agent.focus_is("select[name=order]").await?;

        // What was offered where nothing was found gives way to what is found then.
        agent.fill(&hook("search"), "nobody is called so").await?;
        enter(agent, &hook("list-clear")).await?;
        agent.focus_is(&hook("conversation-row")).await?;

        // A dialog that was opened by a menu gives back to the menu's button.
        enter(agent, ".user-button").await?;
        enter(agent, ".user-button + .sheet a.menu-item + button").await?;
        agent.see("dialog[open]").await?;
        agent.press(Key::Escape).await?;
        agent.gone("dialog[open]").await?;
        agent.focus_is(".user-button").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_from_over_a_plugin_leaves_the_keyboard_on_its_tab() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let plugin = stage.register("Silent", "http://localhost:9/p").await?;
        agent.open(&rows[0]).await?;
        agent.choose(&plugin).await?;
        enter(agent, &hook("load-again")).await?;
        agent
            .focus_is(&format!(
                "{}[aria-selected=true]",
                hook_of("panel-tab", "data-plugin", &plugin.id)
            ))
            .await
    })
    .await
}
