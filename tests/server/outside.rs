//! Messages from outside, from their arrival to being found, over a server that stops and starts.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server};
use futures::future::try_join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{api, fresh};

const WEBCHAT: &str = "/api/channels/504/messages";

fn said(sender: &str, id: &str, content: &str) -> Value {
    json!({"id": id, "sender": sender, "type": "text", "content": content, "contactInfo": {"name": format!("João {sender}")}})
}

/// The ids that a query finds, a page after the other.
async fn walk(agent: &Api, query: &str, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut before = String::new();
    loop {
        let path = format!("/api/conversations?{query}&limit={limit}&before={before}");
        let page = agent.get(&path).await?;
        let items = page["items"].as_array().context("no list")?;
        ensure!(items.len() <= limit, "a page of {}", items.len());
        for row in items {
            found.push(row["id"].as_str().context("no id")?.to_owned());
        }
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut before),
            None => return Ok(found),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_told_live_and_taken_once_also_after_a_restart() -> Result<()> {
    let (data, mut server) = fresh().await?;
    let token = binary::line(
        data.path(),
        &["token", "create", "--name", "bridge", "--role", "agent"],
    )
    .await?;
    let mut stream = reqwest::Client::new()
        .get(format!("{}/api/events", server.page))
        .bearer_auth(&token)
        .send()
        .await?;
    let bridge = Api::new(&server.page, Some(&token))?;
    let body = said("visitante-1", "m-1", "Vocês têm jabuticaba?");
    let (status, first) = bridge.send(Method::POST, WEBCHAT, Some(&body)).await?;
    ensure!(status == StatusCode::CREATED, "{status}: {first}");
    let id = first["conversation"]["id"].as_str().context("no id")?;
    let mut told = String::new();
    while !told.contains(id) {
        let part = timeout(Duration::from_secs(10), stream.chunk()).await??;
        match part {
            Some(part) => told.push_str(&String::from_utf8_lossy(&part)),
            None => bail!("the stream ended: {told}"),
        }
    }
    drop(stream);

    server.terminate(Duration::from_secs(10)).await?;
    let server = Server::start(data.path()).await?;
    let bridge = Api::new(&server.page, Some(&token))?;
    let (status, again) = bridge.send(Method::POST, WEBCHAT, Some(&body)).await?;
    ensure!(status == StatusCode::OK, "{status}: {again}");
    ensure!(again == first, "{again}\ninstead of\n{first}");
    for q in [
        "joao",
        "JO%C3%83O",
        "jabuticab%20joao",
        "VISITANTE-1",
        "voces%20tem",
    ] {
        let found = walk(&bridge, &format!("q={q}"), 50).await?;
        ensure!(found.iter().any(|one| one == id), "{q} finds {found:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn many_senders_at_a_time_have_a_conversation_each_and_filters_page_through_them()
-> Result<()> {
    let (data, server) = fresh().await?;
    let bridge = api(&data, &server, "agent").await?;
    let before = walk(&bridge, "channel=504", 200).await?;
    let mut posts = Vec::new();
    for sender in 0..30 {
        // Each message comes twice, and each sender writes two.
        for copy in 0..4 {
            let id = format!("{sender}-{}", copy % 2);
            let content = if sender % 3 == 0 {
                "Quero maçã"
            } else {
                "Quero pêra"
            };
            let body = said(&format!("v{sender:02}"), &id, content);
            let bridge = bridge.clone();
            posts.push(async move { bridge.send(Method::POST, WEBCHAT, Some(&body)).await });
        }
    }
    let answers = try_join_all(posts).await?;
    let made = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CREATED);
    ensure!(made.count() == 60, "each message is taken once");
    let of = |answer: &Value| answer["conversation"]["id"].as_str().map(str::to_owned);
    let talks: BTreeSet<String> = answers
        .iter()
        .filter_map(|(_, answer)| of(answer))
        .collect();
    ensure!(talks.len() == 30, "{} conversations", talks.len());

    for (query, many) in [
        ("channel=504&unread=true&assignee=none&q=quero", 30),
        ("q=maca&channel=504&status=open", 10),
        ("q=pera%20joao&group=none", 20),
        ("q=maca%20pera", 0),
        ("q=quero&channel=501", 0),
    ] {
        let whole = walk(&bridge, query, 200).await?;
        ensure!(whole.len() == many, "{query} finds {}", whole.len());
        ensure!(
            whole.iter().all(|id| talks.contains(id)),
            "{query}: {whole:?}"
        );
        ensure!(walk(&bridge, query, 7).await? == whole, "{query}, by pages");
    }
    let all = walk(&bridge, "channel=504", 9).await?;
    ensure!(
        all.len() == before.len() + 30,
        "{} in the channel",
        all.len()
    );
    Ok(())
}
