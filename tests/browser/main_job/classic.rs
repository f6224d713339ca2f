//! A page written for the original: it speaks the classic dialect only, and its registration allows that.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Stage, in_each_engine};
use reqwest::Method;
use serde_json::{Value, json};

use super::at_work;

in_each_engine! {
    a_classic_page_works_once_its_registration_allows_it(stage) {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = stage
            .register("Older", &stage.fixture.page("classic"))
            .await?;
        let path = format!("/api/plugins/{}", plugin.id);
        let allow = json!({"classic": true});
        stage
            .api()
            .await?
            .must(Method::PATCH, &path, Some(&allow))
            .await?;
        agent.choose(&plugin).await?;
        agent.frame_is("classic").await?;

        let first = heard(stage, "conversation").await?;
        ensure!(first["data"]["conversation"]["id"] == *rows[0], "{first}");
        let info = heard(stage, "get_workspace_info_callback").await?;
        ensure!(info["data"]["tags"].is_array(), "{info}");
        let toast = agent.see(&hook("toast")).await?.text().await?;
        ensure!(
            toast.contains("older"),
            "what it asked before it had loaded: {toast}"
        );

        agent.unselect().await?;
        heard(stage, "no_conversation").await?;
        Ok(())
    }
}

/// The first message of this event that came to the page's window.
async fn heard(stage: &Stage, event: &str) -> Result<Value> {
    let page = stage.fixture.page("classic");
    until(event, SOON, async || {
        let records = stage.fixture.records(&page, "window");
        let mut messages = records.iter().map(|record| &record.data["data"]);
        Ok(messages.find(|message| message["event"] == event).cloned())
    })
    .await
}
