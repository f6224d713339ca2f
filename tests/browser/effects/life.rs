//! What a plugin is told of its own place: shown or not, colours, language, and that its frame goes.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::{event, listening};

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_is_told_when_it_is_shown_and_of_colours_and_language() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let demo = stage.demo().await?;
        let context = async |key: &str, want: Value| {
            let read = format!("return Kinbox.context.{key}");
            until_equal(key, want, async || frame.js(&read, &[]).await).await
        };
        context("visible", json!(true)).await?;
        agent.choose(&demo).await?;
        ensure!(event(&frame, "hidden", 1).await?.is_null());
        context("visible", json!(false)).await?;
        agent.choose(&plugin).await?;
        ensure!(event(&frame, "visible", 1).await?.is_null());
        context("visible", json!(true)).await?;

        agent.click(".user-button").await?;
        // First to what is not in force, then back.
        let theme: String = frame.js("return Kinbox.context.theme", &[]).await?;
        let mut themes = [(3, "dark"), (2, "light")];
        themes.sort_by_key(|(_, name)| *name == theme);
        for (number, (choice, name)) in themes.into_iter().enumerate() {
            let segment = format!(".sheet hr + .segments .segment:nth-child({choice})");
            agent.click(&segment).await?;
            let told = event(&frame, "theme", number + 1).await?;
            ensure!(told == json!({"theme": name}), "{told}");
            context("theme", json!(name)).await?;
        }
        let locale: String = frame.js("return Kinbox.context.locale", &[]).await?;
        let mut locales = ["pt-BR", "en"];
        locales.sort_by_key(|tag| *tag == locale);
        for (number, tag) in locales.into_iter().enumerate() {
            let segment = format!(".segments .segment:has([lang=\"{tag}\"])");
            agent.click(&segment).await?;
            let told = event(&frame, "locale", number + 1).await?;
            ensure!(told == json!({"locale": tag}), "{told}");
            context("locale", json!(tag)).await?;
        }
        agent.press(Key::Escape).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_told_that_its_frame_goes_and_why() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let page = stage.fixture.page("listens");
        agent.click(&hook("frame-reload")).await?;
        let told = stage.fixture.heard(&page, "closing", 1).await?;
        ensure!(told[0].data == "reload", "{told:?}");
        agent.frame_is("verified").await?;
        event(&plugin.at(agent), "conversation", 1).await?;

        let path = format!("/api/plugins/{}", plugin.id);
        let changed = json!({"endpoint": format!("{page}?changed")});
        stage
            .api()
            .await?
            .must(Method::PATCH, &path, Some(&changed))
            .await?;
        let told = stage.fixture.heard(&page, "closing", 2).await?;
        ensure!(told[1].data == "changed", "{told:?}");
        agent.frame_is("verified").await?;
        event(&plugin.at(agent), "conversation", 1).await?;

        stage.api().await?.must(Method::DELETE, &path, None).await?;
        let told = stage.fixture.heard(&page, "closing", 3).await?;
        ensure!(told[2].data == "removed", "{told:?}");
        until_equal("the frames of a removed plugin", 0, async || {
            plugin.at(agent).count().await
        })
        .await
    })
    .await
}
