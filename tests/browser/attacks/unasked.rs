//! Words that a plugin puts under the agent's name, and places it takes them to, without their leave.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Stage, in_each_engine};
use serde_json::json;
use thirtyfour::prelude::Key;

async fn messages(stage: &Stage, conversation: &str) -> Result<usize> {
    let kept = stage.conversation(conversation).await?["messages"].clone();
    Ok(kept.as_array().context("no messages")?.len())
}

in_each_engine! {
    /// An answer that takes 6 s is the normal case; it finds the agent writing and about to press Enter.
    text_goes_into_the_reply_after_a_click_alone_and_the_enter_behind_it_sends_nothing(stage) {
        let page = stage.fixture.page("unasked");
        let plugin = stage.register("Unasked", &page).await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        let text = hook("composer-text");
        agent.click(&text).await?;
        agent.action_chain().send_keys("Hello").perform().await?;
        agent.open(&rows[1]).await?;
        for record in stage.fixture.heard(&page, "unasked", 2).await? {
            ensure!(record.data == json!(["denied", "denied"]), "{record:?}");
        }
        agent.open(&rows[0]).await?;
        stage.fixture.heard(&page, "unasked", 3).await?;
        let value = "return document.querySelector(arguments[0]).value";
        let written = async |want: &str| {
            until_equal("the reply", want.to_owned(), async || agent.js(value, &[text.clone().into()]).await).await
        };
        written("Hello").await?;

        let before = messages(stage, &rows[0]).await?;
        plugin.at(agent).click("#act").await?;
        agent.click(&text).await?;
        agent.press(Key::End).await?;
        let answered = stage.fixture.heard(&page, "answered", 1).await?;
        agent.press(Key::Enter).await?;
        ensure!(answered[0].data == "ok", "{answered:?}");
        agent.see(&hook("composer-held")).await?;
        written("Hello Your order left.").await?;
        let marked = "const {selectionStart: from, selectionEnd: to, value} = document.querySelector(arguments[0]); return value.slice(from, to)";
        let marked: String = agent.js(marked, &[text.clone().into()]).await?;
        ensure!(marked.trim() == "Your order left.", "marked is {marked:?}");
        ensure!(messages(stage, &rows[0]).await? == before, "it was sent");
        let again = stage.fixture.heard(&page, "again", 1).await?;
        ensure!(again[0].data == "denied", "a click is leave for one text: {again:?}");
        agent.press(Key::Enter).await?;
        until_equal("the message", before + 1, async || messages(stage, &rows[0]).await).await
    }
}
