//! `openConversation`, `getConversation`, `copy`.

use std::time::Duration;

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::{clicked, end, knows, listening, refusal, value};

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_opens_a_conversation_as_a_click_does() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = listening(stage).await?;
        let frame = plugin.at(agent);
        frame.mark().await?;
        let end = clicked(&frame, &format!("Kinbox.openConversation('{}')", rows[2])).await?;
        ensure!(end == json!({"value": null}), "{end}");
        agent
            .see(&hook_of("conversation", "data-id", &rows[2]))
            .await?;
        ensure!(
            agent.path().await?.ends_with(&rows[2]),
            "{}",
            agent.path().await?
        );
        knows(&frame, &rows[2]).await?;
        let now = value(&frame, "Kinbox.getConversation()").await?;
        ensure!(now["conversation"]["id"] == *rows[2], "{now}");
        let (code, _) = refusal(&frame, "Kinbox.openConversation('no such one')").await?;
        ensure!(code == "not_found", "{code}");
        agent
            .see(&hook_of("conversation", "data-id", &rows[2]))
            .await?;
        // The keys are the plugin's since the click in it.
        agent
            .click(&hook_of("conversation-row", "data-id", &rows[2]))
            .await?;
        agent.unselect().await?;
        ensure!(value(&frame, "Kinbox.getConversation()").await?.is_null());
        // Plugins go elsewhere once a second at most.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let end = clicked(&frame, &format!("Kinbox.openConversation({})", rows[1])).await?;
        ensure!(end == json!({"value": null}), "{end}");
        agent
            .see(&hook_of("conversation", "data-id", &rows[1]))
            .await?;
        let history = "return history.length";
        let before: u64 = agent.js(history, &[]).await?;
        let open = |row: &str| format!("end(Kinbox.openConversation({row}))");
        let two = format!("Promise.all([{}, {}])", open(&rows[1]), open(&rows[1]));
        value(&frame, &two).await?;
        ensure!(
            agent.js::<u64>(history, &[]).await? == before,
            "it was open already"
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
        let flood = format!("Promise.all([{}, {}])", open(&rows[0]), open(&rows[2]));
        let ends = clicked(&frame, &flood).await?["value"].clone();
        ensure!(ends[1]["code"] == "rate_limited", "{ends}");
        agent
            .see(&hook_of("conversation", "data-id", &rows[0]))
            .await?;
        ensure!(frame.is_marked().await?, "the frame was loaded again");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_copied_after_a_click_and_refused_out_of_the_blue() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = listening(stage).await?;
        let frame = plugin.at(agent);
        let on_click = "window.outcome = null;
            document.getElementById('act').onclick = () => { end(Kinbox.copy('AU-10442 ✓')).then((end) => { outcome = end; }); };
            return null";
        frame.js::<Value>(on_click, &[]).await?;
        frame.click("#act").await?;
        frame.until_js(json!({"value": null}), "return outcome").await?;
        // What was copied is what a person pastes.
        let composer = format!("textarea{}, {} textarea", hook("composer-text"), hook("composer"));
        agent.click(&composer).await?;
        agent.action_chain().key_down(Key::Control).send_keys("v").key_up(Key::Control).perform().await?;
        let text = "return document.querySelector(arguments[0]).value";
        until_equal("what was pasted", "AU-10442 ✓".to_owned(), async || {
            agent.js(text, &[composer.clone().into()]).await
        })
        .await?;

        let elsewhere = end(&frame, "Kinbox.copy('never')").await?;
        ensure!(elsewhere["code"] == "denied", "what the agent does outside of the frame is no leave: {elsewhere}");

        agent.reload().await?;
        agent.frame_is("verified").await?;
        let end = end(&frame, "Kinbox.copy('never')").await?;
        ensure!(end["code"] == "denied", "a page that nobody clicked copies nothing: {end}");
        Ok(())
    })
    .await
}
