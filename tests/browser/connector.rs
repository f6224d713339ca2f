//! A channel's messages in the page, carried by the example connector between the inbox and a provider.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::connector::{Connector, PROVIDER_KEY};
use encaixe_tests::receiver::Receiver;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario_with};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const CHANNEL: &str = "501";

/// Writes a reply; what its message is found by in the page.
async fn reply(stage: &Stage, agent: &Agent, conversation: &str, text: &str) -> Result<String> {
    agent.fill(&hook("composer-text"), text).await?;
    agent.click(&hook("composer-send")).await?;
    let path = format!("/api/conversations/{conversation}/messages?limit=50");
    let api = stage.api().await?;
    let find = async || -> Result<Option<String>> {
        let page = api.get(&path).await?;
        let all = page["items"].as_array().context("no list")?;
        let found = all.iter().find(|one| one["text"] == text);
        Ok(found.and_then(|one| one["id"].as_str()).map(str::to_owned))
    };
    until_equal(text, true, async || Ok(find().await?.is_some())).await?;
    let id = find().await?.context("it is gone")?;
    Ok(hook_of("message", "data-id", &id))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_goes_both_ways_by_a_connector_and_what_failed_is_sent_again() -> Result<()>
{
    scenario_with(&["--delivery-allow-loopback=true"], async |stage| {
        let api = stage.api().await?;
        let agent = stage.admin().await?;
        let provider = Receiver::start().await?;
        let token = json!({"name": "connector", "role": "agent"});
        let token = api.post("/api/tokens", &token).await?;
        let token = token["secret"].as_str().context("no token")?;
        let mut connector = Connector::start(&stage.server, api, token, CHANNEL, &provider.url).await?;

        // An admin says who carries the channel's messages, and sees that it is connected.
        let line = format!("[data-own='{CHANNEL}']");
        agent.visit_within("/settings/channels", &line).await?;
        agent.click(&format!("{line} {}", hook("own-edit"))).await?;
        let carrier = format!("{line} select[name=carrier]");
        agent.pick(&carrier, &connector.endpoint).await?;
        let of = async |key: &str| -> Result<Value> {
            let all = api.get("/api/channels").await?;
            let all = all["items"].as_array().context("no list")?.clone();
            let own = all.into_iter().find(|one| one["id"] == CHANNEL);
            Ok(own.context("no channel")?[key].clone())
        };
        until_equal("the carrier", json!(connector.endpoint), async || of("carrier").await).await?;
        until_equal("a connection", json!(true), async || Ok(of("state").await?["connected"].clone())).await?;
        let state = format!("{line} {} dd", hook("channel-state"));
        until_equal("the connection in the page", true, async || {
            Ok(agent.read(&state).await?.starts_with("Connected since"))
        })
        .await?;

        // A contact writes; somebody takes the attendance and replies.
        let written = json!({"id": "p-1", "from": "5511912345678", "name": "João", "text": "Cadê meu pedido?"});
        ensure!(connector.tell(&written, PROVIDER_KEY).await? == StatusCode::NO_CONTENT);
        let newest = api.get("/api/conversations?limit=1").await?;
        let id = newest["items"][0]["id"].as_str().context("no conversation")?.to_owned();
        let row = hook_of("conversation-row", "data-id", &id);
        agent.visit_within("/inbox", &row).await?;
        agent.open(&id).await?;
        agent.click(&hook("attendance-take")).await?;
        agent.gone(&hook("attendance-take")).await?;
        let first = reply(stage, agent, &id, "Já saiu!").await?;
        agent.see(&format!("{first} .ticks-sent")).await?;
        let got = provider.received(1).await?[0].json()?;
        ensure!(got["to"] == "5511912345678" && got["text"] == "Já saiu!", "{got}");
        for status in ["received", "read"] {
            let told = json!({"reference": got["reference"], "status": status});
            ensure!(connector.tell(&told, PROVIDER_KEY).await? == StatusCode::NO_CONTENT);
            agent.see(&format!("{first} .ticks-{status}")).await?;
        }

        // The provider refuses one: the page says why, and it arrives once when it is sent again.
        provider.answers(400, "not on this network");
        let second = reply(stage, agent, &id, "Chegou?").await?;
        let failed = agent.read(&format!("{second} .message-failed")).await?;
        ensure!(failed.contains("not on this network"), "{failed}");
        provider.answers(200, "");
        agent.click(&format!("{second} {}", hook("message-retry"))).await?;
        agent.see(&format!("{second} .ticks-sent")).await?;
        agent.gone(&format!("{second} .message-failed")).await?;
        let all = provider.all();
        ensure!(all.len() == 3 && all[1].json()? == all[2].json()?, "{all:?}");

        // Nobody is there to carry it: it waits, and the page says so. Where the endpoint is off as well, it is failed at once.
        connector.stop();
        let third = reply(stage, agent, &id, "Ainda está aí?").await?;
        agent.see(&format!("{third} .ticks-queued")).await?;
        let endpoint = format!("/api/webhooks/{}", connector.endpoint);
        api.must(Method::PATCH, &endpoint, Some(&json!({"enabled": false}))).await?;
        let fourth = reply(stage, agent, &id, "Alô?").await?;
        agent.see(&format!("{fourth} .message-failed")).await?;

        // It is back: what waited arrives, what failed does when it is sent again, and each arrives once.
        connector.run().await?;
        api.must(Method::PATCH, &endpoint, Some(&json!({"enabled": true}))).await?;
        agent.see(&format!("{third} .ticks-sent")).await?;
        agent.click(&format!("{fourth} {}", hook("message-retry"))).await?;
        agent.see(&format!("{fourth} .ticks-sent")).await?;
        agent.gone(&format!("{fourth} .message-failed")).await?;
        let mut texts = Vec::new();
        for one in provider.all().iter().skip(3) {
            texts.push(one.json()?["text"].clone());
        }
        ensure!(texts == ["Ainda está aí?", "Alô?"], "{texts:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connector_that_is_gone_leaves_its_channel_not_connected_and_its_messages_failed()
-> Result<()> {
    scenario_with(&["--delivery-allow-loopback=true"], async |stage| {
        let api = stage.api().await?;
        let agent = stage.admin().await?;
        let connector = Receiver::start().await?;
        let new = json!({"url": connector.url, "events": ["message.sent"], "channels": [CHANNEL]});
        let made = api.post("/api/webhooks", &new).await?;
        let endpoint = format!("/api/webhooks/{}", made["id"].as_str().context("no id")?);
        let carrier = json!({"carrier": made["id"]});
        api.must(Method::PATCH, "/api/channels/501", Some(&carrier))
            .await?;
        api.must(
            Method::PUT,
            "/api/channels/501/state",
            Some(&json!({"connected": true})),
        )
        .await?;

        // It answers 410: the agent reads that the reply did not go out, and why.
        connector.answers(410, "");
        agent
            .visit_within("/inbox", &hook_of("conversation-row", "data-id", "955"))
            .await?;
        agent.open("955").await?;
        let first = reply(stage, agent, "955", "Já saiu!").await?;
        let failed = agent.read(&format!("{first} .message-failed")).await?;
        ensure!(failed.contains("410"), "{failed}");
        ensure!(connector.all().len() == 1, "it was asked again");

        // The channel is not connected, and the webhook says what became of the delivery.
        let line = format!("[data-own='{CHANNEL}']");
        agent.visit_within("/settings/channels", &line).await?;
        agent.click(&format!("{line} {}", hook("own-edit"))).await?;
        let state = agent
            .read(&format!("{line} {} dd", hook("channel-state")))
            .await?;
        ensure!(state.starts_with("Not connected since"), "{state}");
        let page = endpoint.replace("/api/", "/settings/");
        let dead = hook_of("delivery", "data-status", "dead");
        agent.visit_within(&page, &dead).await?;
        agent.see(".standing-bad").await?;

        // It is back: the reply is sent again under its id, and arrives once.
        connector.answers(204, "");
        api.must(Method::PATCH, &endpoint, Some(&json!({"enabled": true})))
            .await?;
        agent
            .visit_within("/inbox", &hook_of("conversation-row", "data-id", "955"))
            .await?;
        agent.open("955").await?;
        agent
            .click(&format!("{first} {}", hook("message-retry")))
            .await?;
        agent.gone(&format!("{first} .message-failed")).await?;
        let all = connector.received(2).await?;
        ensure!(all.len() == 2, "{all:?}");
        let message =
            |one: usize| -> Result<Value> { Ok(all[one].json()?["data"]["message"]["id"].clone()) };
        ensure!(message(0)? == message(1)?, "another message");
        Ok(())
    })
    .await
}
