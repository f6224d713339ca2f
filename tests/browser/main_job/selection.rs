//! Which conversation is open, as the plugin learns it.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use serde_json::Value;

use super::{at_work, with_sdk};

#[tokio::test(flavor = "multi_thread")]
async fn the_plugin_shows_the_contact_of_each_conversation_that_is_opened() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        for id in rows.iter().take(3) {
            agent.open(id).await?;
            let person = stage.conversation(id).await?["person"].clone();
            let name = person["name"].as_str().context("no name")?;
            demo.at(agent).reads("#contact-name", name).await?;
            if let Some(phone) = person["phone"].as_str() {
                demo.at(agent).reads("#contact-phone", phone).await?;
            }
            agent.see(&hook("message")).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn esc_unselects_and_the_plugin_shows_that_no_conversation_is_open() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        agent.unselect().await?;
        let state = "return document.getElementById('state').dataset.state";
        demo.at(agent).until_js("none".to_owned(), state).await?;
        ensure!(
            !agent.path().await?.contains(&rows[0]),
            "the address still names the conversation"
        );
        agent.open(&rows[1]).await?;
        demo.at(agent)
            .until_js("conversation".to_owned(), state)
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deep_link_opens_its_conversation() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        let id = rows.get(4).context("too few conversations")?;
        agent.visit(&format!("/inbox/{id}")).await?;
        agent.see(&hook_of("conversation", "data-id", id)).await?;
        let name = stage.conversation(id).await?["person"]["name"].clone();
        agent.choose(&demo).await?;
        demo.at(agent)
            .reads("#contact-name", name.as_str().context("no name")?)
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_listener_is_told_the_current_state_once() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);
        frame.until_js(1, "return heard.length").await?;
        let seen: Value = frame
            .js(
                "window.late = [];
                 Kinbox.on('conversation', (data) => late.push(data.conversation.id));
                 const before = late.length;
                 return Promise.resolve().then(() => Promise.resolve()).then(() => ({before, late}))",
                &[],
            )
            .await?;
        ensure!(seen["before"] == 0, "the listener was called before `on` returned: {seen}");
        ensure!(seen["late"] == serde_json::json!([rows[0]]), "{seen}");
        agent.open(&rows[1]).await?;
        frame.until_js(vec![rows[0].clone(), rows[1].clone()], "return late").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_listener_is_called_until_it_unsubscribes() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        let frame = plugin.at(agent);
        frame
            .js::<Value>(
                "window.calls = {one: 0, two: 0, once: 0, off: 0};
                 window.stop = Kinbox.on('conversation', () => { calls.one++; });
                 Kinbox.on('conversation', () => { calls.two++; throw new Error('mine'); });
                 Kinbox.once('conversation', () => { calls.once++; });
                 const gone = () => { calls.off++; };
                 Kinbox.on('conversation', gone);
                 Kinbox.off('conversation', gone);
                 return null",
                &[],
            )
            .await?;
        let counts = "return [calls.one, calls.two, calls.once, calls.off]";
        frame.until_js([1, 1, 1, 0], counts).await?;
        agent.open(&rows[1]).await?;
        frame.until_js([2, 2, 1, 0], counts).await?;
        frame.js::<Value>("stop(); return null", &[]).await?;
        agent.open(&rows[2]).await?;
        frame.until_js([2, 3, 1, 0], counts).await
    })
    .await
}
