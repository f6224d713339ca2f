//! A team at work: messages from outside, two agents at once, many tabs, and a server that goes away for a while.

mod details;
mod lost;
mod same;
mod server;
mod silent;
mod start;
mod texts;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// The id of a channel of that kind.
async fn channel(stage: &Stage, kind: &str) -> Result<String> {
    let directory = stage.api().await?.get("/api/workspace").await?;
    let channels = directory["channels"].as_array().context("no channels")?;
    let found = channels.iter().find(|channel| channel["type"] == kind);
    let id = found.and_then(|channel| channel["id"].as_str());
    Ok(id.with_context(|| format!("no {kind}"))?.to_owned())
}

/// A message from outside; gives the status and the answer.
async fn arrives(stage: &Stage, channel: &str, message: &Value) -> Result<(StatusCode, Value)> {
    let path = format!("/api/channels/{channel}/messages");
    let api = stage.api().await?;
    api.send(Method::POST, &path, Some(message)).await
}

/// Waits until the open thread has so many messages with this text.
async fn says(agent: &Agent, text: &str, times: usize) -> Result<()> {
    let count = "return [...document.querySelectorAll('.message-text')].filter((one) => one.textContent === arguments[0]).length";
    until_equal(text, times, async || agent.js(count, &[text.into()]).await).await
}

/// How many messages of the conversation have this text, as the API tells.
async fn kept(stage: &Stage, id: &str, text: &str) -> Result<usize> {
    let conversation = stage.conversation(id).await?;
    let messages = conversation["messages"].as_array().context("no messages")?;
    let same = messages.iter().filter(|message| message["text"] == text);
    Ok(same.count())
}

/// Writes into the composer without sending.
async fn write(agent: &Agent, text: &str) -> Result<()> {
    agent.fill(&hook("composer-text"), text).await
}

/// What stands in the composer.
async fn draft(agent: &Agent) -> Result<String> {
    let text = agent.see(&hook("composer-text")).await?;
    Ok(text.prop("value").await?.unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_from_outside_and_what_one_does_both_see() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let colleague = stage.colleague().await?;
        let channel = channel(stage, "whatsapp").await?;
        let message = json!({"id": "m-1", "sender": "5585988880001", "type": "text", "content": "Chegou hoje?",
            "contactInfo": {"name": "Zulmira Prado"}});
        let (status, first) = arrives(stage, &channel, &message).await?;
        ensure!(status == StatusCode::CREATED, "{status}: {first}");
        let id = first["conversation"]["id"].as_str().context("no id")?;
        for agent in [admin, colleague] {
            let row = hook_of("conversation-row", "data-id", id);
            let row = agent.see(&row).await?.text().await?;
            ensure!(row.contains("Zulmira Prado") && row.contains("Chegou hoje?"), "{row}");
            agent.open(id).await?;
            says(agent, "Chegou hoje?", 1).await?;
        }

        // The same message again is the same message.
        let (status, again) = arrives(stage, &channel, &message).await?;
        ensure!(status == StatusCode::OK, "{status}: {again}");
        ensure!(again["message"]["id"] == first["message"]["id"], "{again}");
        let more = json!({"id": "m-2", "sender": "5585988880001", "type": "text", "content": "Alô?"});
        let (status, second) = arrives(stage, &channel, &more).await?;
        ensure!(status == StatusCode::CREATED && second["conversation"]["id"] == id, "{status}: {second}");
        for agent in [admin, colleague] {
            says(agent, "Alô?", 1).await?;
            says(agent, "Chegou hoje?", 1).await?;
        }

        // One takes it and answers; the other sees both.
        let me = admin.see("select[name=assignee] option:nth-child(2)").await?;
        let me = me.prop("value").await?.context("no member")?;
        admin.pick("select[name=assignee]", &me).await?;
        until_equal("the assignee", me.clone(), async || {
            let choice = colleague.see("select[name=assignee]").await?;
            Ok(choice.prop("value").await?.unwrap_or_default())
        })
        .await?;
        ensure!(stage.conversation(id).await?["assignee"] == me.as_str());
        write(admin, "Chega às 15h").await?;
        admin.click(&hook("composer-send")).await?;
        says(colleague, "Chega às 15h", 1).await?;
        says(admin, "Chega às 15h", 1).await?;
        ensure!(kept(stage, id, "Chega às 15h").await? == 1);
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_survive_a_reload_each_in_its_place() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        write(agent, "meio escrita").await?;
        agent
            .click("[data-testid=composer-mode][data-mode=note]")
            .await?;
        agent.see("[data-testid=composer][data-mode=note]").await?;
        write(agent, "nota começada").await?;
        agent.open(&rows[1]).await?;
        write(agent, "outra").await?;
        agent.reload().await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[1]))
            .await?;
        ensure!(draft(agent).await? == "outra");
        agent.open(&rows[0]).await?;
        ensure!(draft(agent).await? == "meio escrita");
        agent
            .click("[data-testid=composer-mode][data-mode=note]")
            .await?;
        agent.see("[data-testid=composer][data-mode=note]").await?;
        ensure!(draft(agent).await? == "nota começada");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seventh_tab_still_works() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let open = format!("/inbox/{}", rows[0]);
        let shown = hook_of("conversation", "data-id", &rows[0]);
        agent.open(&rows[0]).await?;
        let mut tabs = vec![agent.window().await?];
        for _ in 1..7 {
            let tab = agent.new_tab().await?;
            agent.switch_to_window(tab.clone()).await?;
            agent.visit(&open).await?;
            agent.see(&shown).await?;
            tabs.push(tab);
        }
        // A browser has six connections to a server: with a stream for each tab none would be left for this.
        write(agent, "da sétima").await?;
        agent.click(&hook("composer-send")).await?;
        for tab in tabs {
            agent.switch_to_window(tab).await?;
            until("the message in every tab", SOON, async || {
                says(agent, "da sétima", 1).await.map(Some)
            })
            .await?;
        }
        Ok(())
    })
    .await
}
