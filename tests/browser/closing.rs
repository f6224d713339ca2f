//! Closing a conversation: it leaves the list, a notice takes it back, and the next one comes where the agent wants that.

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Stage, scenario};
use serde_json::{Value, json};
use thirtyfour::Key;

async fn status_is(stage: &Stage, id: &str, want: &str) -> Result<()> {
    until_equal("the status", json!(want), async || {
        Ok(stage.conversation(id).await?["status"].clone())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_conversation_leaves_the_list_comes_back_by_a_key_and_gives_way_to_the_next()
-> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let (one, two) = (rows[1].as_str(), rows[2].as_str());
        let row = |id: &str| hook_of("conversation-row", "data-id", id);
        let open = |id: &str| hook_of("conversation", "data-id", id);
        let (close, undo) = (hook("conversation-status"), hook("toast-undo"));

        agent.open(one).await?;
        agent.click(&close).await?;
        agent.gone(&row(one)).await?;
        agent.see(&hook("composer-reopen")).await?;
        status_is(stage, one, "closed").await?;
        agent.see(&undo).await?;
        agent.press('z').await?;
        agent.see(&row(one)).await?;
        status_is(stage, one, "open").await?;
        agent.gone(&undo).await?;
        agent.gone(&hook("composer-reopen")).await?;

        // What the server refuses stays as it was, and nothing says that it is closed.
        let refuse = "const real = fetch; window.fetch = async (what, how) => {
            if ((how?.method ?? what.method) !== 'PATCH') return real(what, how);
            window.fetch = real;
            return new Response('{}', {status: 500});
        }; return null";
        agent.js::<Value>(refuse, &[]).await?;
        agent.click(&close).await?;
        agent.see(&hook_of("toast", "data-kind", "error")).await?;
        agent.see(&row(one)).await?;
        ensure!(agent.shown(&undo).await?.is_none());

        // Where everything is asked for, it stays.
        agent
            .click(&hook_of("filter-status", "data-status", "all"))
            .await?;
        agent
            .see(&format!("{} .row-closed", hook("conversation-row")))
            .await?;
        agent.click(&close).await?;
        agent.see(&format!("{} .row-closed", row(one))).await?;
        agent.see(&undo).await?;
        agent.click(&hook("composer-reopen")).await?;
        agent.gone(&undo).await?;
        agent.gone(&format!("{} .row-closed", row(one))).await?;
        status_is(stage, one, "open").await?;

        // The next one comes, the keyboard with it, and both go back, also where answers come after the events of what they answer.
        let slow = "const real = fetch; window.fetch = async (...it) => {
            const answer = await real(...it);
            await new Promise(then => setTimeout(then, 300));
            return answer;
        }; return null";
        agent.js::<Value>(slow, &[]).await?;
        agent.click(".user-button").await?;
        agent.click("input[name=goesOn]").await?;
        agent.press(Key::Escape).await?;
        agent
            .click(&hook_of("filter-status", "data-status", "open"))
            .await?;
        agent.gone(".row-closed").await?;
        agent.click(&close).await?;
        agent.see(&open(two)).await?;
        agent.gone(&row(one)).await?;
        agent.focus_is(".thread").await?;
        ensure!(agent.path().await?.ends_with(two));
        status_is(stage, one, "closed").await?;
        agent.click(&undo).await?;
        agent.see(&open(one)).await?;
        agent.see(&row(one)).await?;
        agent.focus_is(".thread").await?;
        status_is(stage, one, "open").await?;
        status_is(stage, two, "open").await
    })
    .await
}
