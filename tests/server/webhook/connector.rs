//! `examples/connector/`, between the real server and a provider of our own.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::connector::{Connector, PROVIDER_KEY};
use encaixe_tests::receiver::Receiver;
use encaixe_tests::wait::{SOON, until};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use super::{inbox, say, text};

const CHANNEL: &str = "501";

/// The message of an agent, once it stands so.
async fn once(admin: &Api, conversation: &str, id: &str, status: &str) -> Result<Value> {
    let path = format!("/api/conversations/{conversation}/messages?limit=50");
    until(&format!("{id} to be {status}"), SOON, async || {
        let page = admin.get(&path).await?;
        let all = page["items"].as_array().context("no list")?;
        let found = all.iter().find(|one| one["id"] == id);
        let found = found.context("it is not there")?;
        ensure!(found["status"] == status, "{found}");
        Ok(Some(found.clone()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connector_carries_messages_both_ways() -> Result<()> {
    let (_data, server, admin) = inbox(&[]).await?;
    let agent = super::super::api(&_data, &server, "agent").await?;
    let token = encaixe_tests::binary::line(
        _data.path(),
        &["token", "create", "--name", "connector", "--role", "agent"],
    )
    .await?;
    let provider = Receiver::start().await?;
    let connector = Connector::start(&server, &admin, &token, CHANNEL, &provider.url).await?;
    let path = format!("/api/channels/{CHANNEL}");
    let carried = json!({"carrier": connector.endpoint});
    admin.must(Method::PATCH, &path, Some(&carried)).await?;
    until("the channel to be connected", SOON, async || {
        let channels = admin.get("/api/channels").await?;
        let all = channels["items"].as_array().context("no list")?;
        let own = all.iter().find(|one| one["id"] == CHANNEL);
        Ok(own
            .filter(|one| one["state"]["connected"] == true)
            .map(drop))
    })
    .await?;

    // A contact writes.
    let tell = async |told: Value, key: &str| connector.tell(&told, key).await;
    let written =
        json!({"id": "p-1", "from": "5511912345678", "name": "João", "text": "Cadê meu pedido?"});
    ensure!(tell(written.clone(), PROVIDER_KEY).await? == StatusCode::NO_CONTENT);
    ensure!(tell(written, "other").await? == StatusCode::UNAUTHORIZED);
    let found = agent.get("/api/conversations?limit=1").await?;
    let conversation = text(&found["items"][0], "id")?;
    ensure!(
        found["items"][0]["lastMessage"]["text"] == "Cadê meu pedido?",
        "{found}"
    );

    // An agent replies, and the provider tells how far it got.
    let said = say(&agent, &conversation, "Já saiu!").await?;
    ensure!(said["status"] == "queued", "{said}");
    let id = text(&said, "id")?;
    once(&admin, &conversation, &id, "sent").await?;
    let got = provider.received(1).await?[0].json()?;
    ensure!(
        got["to"] == "5511912345678" && got["text"] == "Já saiu!",
        "{got}"
    );
    for status in ["received", "read", "played"] {
        let told = json!({"reference": got["reference"], "status": status});
        ensure!(tell(told, PROVIDER_KEY).await? == StatusCode::NO_CONTENT);
        once(&admin, &conversation, &id, status).await?;
    }

    // The provider refuses one; sent again, it arrives once.
    provider.answers(400, "not on this network");
    let said = say(&agent, &conversation, "Chegou?").await?;
    let id = text(&said, "id")?;
    let failed = once(&admin, &conversation, &id, "failed").await?;
    ensure!(failed["error"] == "not on this network", "{failed}");
    provider.answers(200, "");
    let retry = format!("/api/conversations/{conversation}/messages/{id}/retry");
    agent.must(Method::POST, &retry, None).await?;
    once(&admin, &conversation, &id, "sent").await?;
    let all = provider.all();
    ensure!(
        all.len() == 3 && all[1].json()? == all[2].json()?,
        "{all:?}"
    );

    // What somebody else signed goes nowhere.
    let forged = Client::new()
        .post(format!("{}/inbox", connector.url))
        .header("webhook-id", "m")
        .header("webhook-timestamp", "1")
        .header("webhook-signature", "v1,AAAA")
        .body("{}");
    ensure!(forged.send().await?.status() == StatusCode::UNAUTHORIZED);
    ensure!(provider.all().len() == 3);
    Ok(())
}
