//! A frame lives as long as the page: nothing but Reload loads it again.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::Value;
use thirtyfour::Key;

use super::{at_work, with_sdk};

#[tokio::test(flavor = "multi_thread")]
async fn two_plugins_are_told_at_once_and_act_each_for_itself() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        agent.open(&rows[1]).await?;
        let name = stage.conversation(&rows[1]).await?["person"]["name"].clone();
        demo.at(agent)
            .reads("#contact-name", name.as_str().unwrap_or_default())
            .await?;
        let told = "return heard.at(-1).data.contact.name";
        plugin.at(agent).until_js(name, told).await?;

        plugin
            .at(agent)
            .js::<Value>("Kinbox.toast('info', 'from the second'); return null", &[])
            .await?;
        let toast = agent.see(&hook("toast")).await?;
        let text = toast.text().await?;
        ensure!(
            text.contains("SDK") && text.contains("from the second"),
            "{text}"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_conversations_tabs_sections_and_themes_never_reloads_a_frame() -> Result<()> {
    scenario(async |stage| {
        let (agent, demo, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        stage
            .fixture
            .heard(&stage.fixture.page("sdk"), "load", 1)
            .await?;
        for one in [&demo, &plugin] {
            one.at(agent).mark().await?;
        }
        for id in [&rows[1], &rows[2], &rows[0]] {
            agent.open(id).await?;
            agent.choose(&demo).await?;
            agent.choose(&plugin).await?;
        }
        agent.unselect().await?;
        agent.open(&rows[3]).await?;
        for width in [1000, 600, 1440] {
            agent.set_window_rect(0, 0, width, 900).await?;
        }
        agent.click(".user-button").await?;
        for choice in [3, 2] {
            let theme = format!(".sheet hr + .segments .segment:nth-child({choice})");
            agent.click(&theme).await?;
            agent
                .see(&format!("{theme}[aria-pressed=\"true\"]"))
                .await?;
        }
        agent.press(Key::Escape).await?;
        agent.visit_within("/settings/plugins", ".settings").await?;
        agent
            .visit_within("/inbox", &hook("conversation-row"))
            .await?;
        for one in [&demo, &plugin] {
            ensure!(
                one.at(agent).is_marked().await?,
                "{} was loaded again",
                one.name
            );
            ensure!(
                one.at(agent).count().await? == 1,
                "{} has another frame",
                one.name
            );
        }
        ensure!(
            stage.fixture.visits("/pages/sdk") == 1,
            "the page was requested again"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn reload_loads_the_frame_once_and_verifies_it_afresh() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = with_sdk(stage, agent).await?;
        plugin.at(agent).mark().await?;
        agent.click(&hook("frame-reload")).await?;
        stage
            .fixture
            .heard(&stage.fixture.page("sdk"), "load", 2)
            .await?;
        until_equal("the mark", false, async || {
            plugin.at(agent).is_marked().await
        })
        .await?;
        agent.frame_is("verified").await?;
        plugin
            .at(agent)
            .until_js(rows[0].clone(), "return heard[0].data.conversation.id")
            .await?;
        ensure!(
            plugin.at(agent).count().await? == 1,
            "the old frame is still there"
        );
        ensure!(
            stage.fixture.visits("/pages/sdk") == 2,
            "the page was requested more than once"
        );
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_requested_with_its_secret_and_the_colours() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        let endpoint = format!("{}?shop=7&dark_mode=maybe", stage.fixture.page("sdk"));
        let plugin = stage.register("Query", &endpoint).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        let secret = stage
            .api()
            .await?
            .get(&format!("/api/plugins/{}/secret", plugin.id))
            .await?;
        let query = "return Object.fromEntries(new URLSearchParams(location.search))";
        let query: Value = plugin.at(agent).js(query, &[]).await?;
        ensure!(
            query["shop"] == "7" && query["auth_secret"] == secret["secret"],
            "{query}"
        );
        ensure!(
            query["dark_mode"] == "true" || query["dark_mode"] == "false",
            "{query}"
        );
        let referrer: String = plugin.at(agent).js("return document.referrer", &[]).await?;
        ensure!(referrer.is_empty(), "{referrer}");
        Ok(())
    })
    .await
}
