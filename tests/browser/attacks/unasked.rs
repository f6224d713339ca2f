//! Words that a plugin puts under the agent's name, and places it takes them to, without their leave.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Stage, in_each_engine};
use serde_json::{Value, json};
use thirtyfour::common::command::{Actions, Command};

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
        let asked = stage.fixture.heard(&page, "unasked", 2).await?;
        ensure!(asked[0].data[0] == "denied", "{asked:?}");
        ensure!(asked[1].data == json!(["denied", "denied"]), "{asked:?}");
        agent.open(&rows[0]).await?;
        stage.fixture.heard(&page, "unasked", 3).await?;
        let value = "return document.querySelector(arguments[0]).value";
        let written = async |want: &str| {
            until_equal("the reply", want.to_owned(), async || agent.js(value, &[text.clone().into()]).await).await
        };
        written("Hello").await?;

        // Enter again and again from before the text comes: on an empty reply it does nothing.
        agent.open(&rows[2]).await?;
        // What the page does at the opening comes before the click, which would be leave for it.
        stage.fixture.heard(&page, "unasked", 4).await?;
        let before = messages(stage, &rows[2]).await?;
        agent.js::<Value>(WATCH, &[text.clone().into(), hook("composer-held").into()]).await?;
        plugin.at(agent).click("#act").await?;
        agent.see(".stage.has-keyboard").await?;
        agent.click(&text).await?;
        let enter = [
            json!({"type": "keyDown", "value": "\u{e007}"}),
            json!({"type": "keyUp", "value": "\u{e007}"}),
            json!({"type": "pause", "duration": 400}),
        ];
        let keys: Vec<Value> = (0..24).flat_map(|_| enter.clone()).collect();
        let keys = json!([{"type": "key", "id": "keys", "actions": keys}]);
        agent.cmd(Command::PerformActions(Actions::from(keys))).await?;
        let answered = stage.fixture.heard(&page, "answered", 1).await?;
        ensure!(answered[0].data == "ok", "{answered:?}");
        // The row of Enters is judged in Chromium alone.
        if agent.js("return 'chrome' in window", &[]).await? {
            until_equal("the message", before + 1, async || messages(stage, &rows[2]).await).await?;
            let (marked, said): (Option<String>, bool) = agent.js("return [marked, said]", &[]).await?;
            ensure!(said && marked.as_deref().map(str::trim) == Some("Your order left."), "marked was {marked:?}, and said {said}");
        }
        let again = stage.fixture.heard(&page, "again", 1).await?;
        ensure!(again[0].data == "denied", "a click is leave for one text: {again:?}");
        Ok(())
    }
}

/// Keeps what the page marks in the text, and whether it says that Enter again sends, before another key can come.
const WATCH: &str = "
    const [text, held] = arguments;
    const reply = document.querySelector(text);
    window.marked = null;
    window.said = false;
    reply.setSelectionRange = (from, to, ...more) => {
        HTMLTextAreaElement.prototype.setSelectionRange.call(reply, from, to, ...more);
        if (from < to) window.marked = reply.value.slice(from, to);
    };
    new MutationObserver(() => {
        window.said ||= document.querySelector(held) !== null;
    }).observe(document.body, {subtree: true, childList: true});
    return null";
