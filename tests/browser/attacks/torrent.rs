//! A page that sends without end, while the agent writes.

use std::time::Duration;

use anyhow::ensure;
use encaixe_tests::agent::hook;
use encaixe_tests::in_each_engine;
use encaixe_tests::wait::until_equal;
use serde_json::json;

use super::Attack;

/// From one key to the next.
const BETWEEN: Duration = Duration::from_millis(40);
const TEXT: &str = "Good morning, your order left today and arrives on Friday.";

in_each_engine! {
    /// 100,000 calls, of which the page answers those up to its bound.
    a_page_that_calls_without_end_is_taken_out_while_the_agent_goes_on_writing(stage) {
        let page = stage.fixture.page("torrent");
        let attack = Attack::begin(stage, &format!("{page}?kind=requests&on=message")).await?;
        let agent = attack.agent;
        agent.frame_is("verified").await?;
        agent.click(&hook("composer-text")).await?;
        let path = format!("/api/conversations/{}/messages", attack.rows[0]);
        let note = json!({"type": "note", "text": "now"});
        let api = stage.api().await?;
        let (typed, told) = tokio::join!(
            agent.types(TEXT, BETWEEN),
            api.post(&path, &note),
        );
        typed?;
        told?;
        stage.fixture.heard(&page, "begins", 1).await?;
        let value = "return document.querySelector(arguments[0]).value";
        until_equal("the reply", TEXT.to_owned(), async || {
            agent.js(value, &[hook("composer-text").into()]).await
        })
        .await?;
        agent.frame_is("stopped").await?;
        let card = agent.read(&hook("frame-card")).await?;
        ensure!(!card.is_empty(), "nothing is said of it");
        let frames = "return document.querySelectorAll(arguments[0]).length";
        let left: usize = agent.js(frames, &[attack.frame().into()]).await?;
        ensure!(left == 0, "its iframe is still there");
        attack.inbox_is_usable().await
    }
}
