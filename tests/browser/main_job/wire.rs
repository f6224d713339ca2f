//! What the real host sends, held against the golden samples.

use anyhow::{Context as _, Result};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Frame;
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Stage, golden, scenario};
use serde_json::{Value, json};
use thirtyfour::Key;

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

        every_other_command(stage, &frame, &rows[1]).await?;
        golden::check("event_message", &told(stage, event("message")).await?)?;

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

        // Out of the plugin that was clicked last, and out of the reply.
        agent.click(&hook("composer-text")).await?;
        agent.press(Key::Escape).await?;
        agent.unselect().await?;
        golden::check(
            "event_no_conversation",
            &told(stage, event("no_conversation")).await?,
        )?;
        agent.choose(&stage.demo().await?).await?;
        golden::check("event_hidden", &told(stage, event("hidden")).await?)?;
        agent.choose(&plugin).await?;
        golden::check("event_visible", &told(stage, event("visible")).await?)?;
        agent.click(&hook("frame-reload")).await?;
        golden::check("event_closing", &told(stage, event("closing")).await?)?;
        golden::check("closed", &told(stage, |message| message["type"] == "closed").await?)
    })
    .await
}

/// The commands that no person has to answer, as their samples have them but for ids of this workspace. Each is posted by a click,
/// as some need one.
async fn every_other_command(stage: &Stage, frame: &Frame<'_>, conversation: &str) -> Result<()> {
    let contact = stage.conversation(conversation).await?["person"]["id"].clone();
    let commands = [
        ("add_note", Value::Null),
        ("assign_to", json!({"member": "101"})),
        ("get_conversation", Value::Null),
        ("get_token", Value::Null),
        ("insert_text", Value::Null),
        ("list_messages", json!({"limit": 2})),
        ("move_to_group", json!({"group": "201"})),
        ("open_conversation", json!({"conversation": conversation})),
        ("set_badge", Value::Null),
        ("set_height", Value::Null),
        (
            "set_property",
            json!({"key": "k", "contactId": contact, "fields": {"cidade": {"value": "Natal"}}}),
        ),
        ("storage_set", Value::Null),
        ("storage_get", Value::Null),
        ("storage_keys", Value::Null),
        ("storage_remove", Value::Null),
    ];
    for (id, (name, params)) in (201..).zip(commands) {
        let mut message = golden::sample(&format!("request_{name}"))?;
        message["id"] = id.into();
        if message.get("conversation").is_some() {
            message["conversation"] = conversation.into();
        }
        if !params.is_null() {
            message["params"] = params;
        }
        let by_click = "const [message] = arguments; document.getElementById('act').onclick = () => port.postMessage(message); return null";
        frame.js::<Value>(by_click, &[message]).await?;
        frame.click("#act").await?;
        let reply = told(stage, |message| message["id"] == id).await?;
        golden::check(&format!("reply_{name}"), &reply)?;
    }
    Ok(())
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
