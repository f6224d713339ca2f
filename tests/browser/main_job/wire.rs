//! What the real host sends, held against the golden samples.

use anyhow::{Context as _, Result};
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Stage, golden, scenario};
use serde_json::Value;

use super::{at_work, free_tags};

#[tokio::test(flavor = "multi_thread")]
async fn welcome_events_replies_and_pings_are_as_the_samples() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, rows) = at_work(stage).await?;
        let plugin = stage
            .register("Wire", &stage.fixture.page("scripted"))
            .await?;
        agent.choose(&plugin).await?;
        agent.frame_is("verified").await?;
        let frame = plugin.at(agent);
        golden::check(
            "welcome",
            &told(stage, |message| message["type"] == "welcome").await?,
        )?;

        agent.open(&rows[1]).await?;
        let event = |name: &'static str| {
            move |message: &Value| message["type"] == "event" && message["event"] == name
        };
        golden::check(
            "event_conversation",
            &told(stage, event("conversation")).await?,
        )?;

        let tag = free_tags(stage, &rows[1])
            .await?
            .first()
            .context("no free tag")?
            .clone();
        let request = "port.postMessage(arguments[0]); return null";
        for (id, name) in [
            (101, "request_add_tag"),
            (102, "request_get_workspace_info"),
            (103, "request_loading"),
            (104, "request_toast"),
            (105, "request_remove_tag"),
        ] {
            let mut message = golden::sample(name)?;
            message["id"] = id.into();
            if message.get("conversation").is_some() {
                message["conversation"] = rows[1].clone().into();
                message["params"]["tag"] = tag.clone().into();
            }
            frame.js::<Value>(request, &[message]).await?;
            let reply = told(stage, |message| message["id"] == id).await?;
            golden::check(&name.replace("request", "reply"), &reply)?;
        }
        golden::check(
            "event_conversation_updated",
            &told(stage, event("conversation_updated")).await?,
        )?;

        let mut late = golden::sample("request_add_tag")?;
        late["id"] = 106.into();
        late["conversation"] = rows[0].clone().into();
        frame.js::<Value>(request, &[late]).await?;
        golden::check(
            "reply_error",
            &told(stage, |message| message["id"] == 106).await?,
        )?;

        // A frame inside that loads again makes no load of the plugin's own; a new document written into it does.
        frame
            .js::<Value>("const kept = document.documentElement.outerHTML; document.open(); document.write(kept.replaceAll('script', 'template')); document.close(); return null", &[])
            .await?;
        golden::check(
            "ping",
            &told(stage, |message| message["type"] == "ping").await?,
        )?;

        agent.unselect().await?;
        golden::check(
            "event_no_conversation",
            &told(stage, event("no_conversation")).await?,
        )
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_welcome_without_a_conversation_is_as_the_sample() -> Result<()> {
    scenario(async |stage| {
        let (agent, _, _) = at_work(stage).await?;
        agent.unselect().await?;
        let plugin = stage
            .register("Wire", &stage.fixture.page("scripted"))
            .await?;
        agent.choose(&plugin).await?;
        let welcome = told(stage, |message| message["type"] == "welcome").await?;
        golden::check("welcome_none", &welcome)?;
        anyhow::ensure!(welcome["conversation"].is_null(), "{welcome}");
        Ok(())
    })
    .await
}

/// Waits for a message that the host sent by the port.
async fn told(stage: &Stage, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
    let page = stage.fixture.page("scripted");
    until("a message of the host", SOON, async || {
        let records = stage.fixture.records(&page, "port");
        Ok(records
            .into_iter()
            .map(|record| record.data["message"].clone())
            .find(|message| wanted(message)))
    })
    .await
    .with_context(|| format!("{:?}", stage.fixture.summary()))
}
