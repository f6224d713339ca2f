//! The built reference, as the binary serves it: every page, every link, and what it is made of.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::{dist, workspace};
use reqwest::StatusCode;
use serde_json::Value;

use super::fresh;

/// The addresses in a page's links and files, without their hash.
fn addresses(html: &str) -> BTreeSet<String> {
    ["href=\"", "src=\"", "data-index=\""]
        .iter()
        .flat_map(|mark| html.split(mark).skip(1))
        .filter_map(|rest| rest.split(['"', '#']).next())
        .filter(|address| !address.is_empty())
        .map(|address| address.replace("&amp;", "&"))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there_and_every_link_of_it_leads_somewhere_on_this_server() -> Result<()> {
    let (_data, server) = fresh().await?;
    let mut waiting = vec!["/docs".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        ensure!(path.starts_with('/'), "a link leaves this server: {path}");
        let answer = reqwest::get(format!("{}{path}", server.page)).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{path} gave {}",
            answer.status()
        );
        let is_page = answer.headers()["content-type"] == "text/html; charset=utf-8";
        if !is_page || !path.starts_with("/docs") {
            continue;
        }
        let html = answer.text().await?;
        ensure!(html.contains("<h1>"), "{path} has no title");
        ensure!(!html.contains("{{"), "{path} has an empty place");
        let samples = html
            .split("<pre")
            .skip(1)
            .filter_map(|rest| rest.split("</pre>").next());
        for sample in samples {
            ensure!(
                !sample.contains(":7070"),
                "{path} has a sample for another host: {sample}"
            );
        }
        waiting.extend(addresses(&html));
    }
    let pages = seen
        .iter()
        .filter(|path| path.starts_with("/docs/"))
        .count();
    ensure!(pages > 40, "only {seen:?}");
    ensure!(seen.contains("/api/openapi.json"), "nothing leads to it");

    let first = reqwest::get(format!("{}/docs", server.page))
        .await?
        .text()
        .await?;
    for sample in ["/sdk/kinbox.js", "/sdk/kinbox.tgz init my-plugin"] {
        let own = format!("{}{sample}", server.page);
        ensure!(first.contains(&own), "the first page has no {own}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_and_event_of_the_protocol_has_its_page_and_commands_their_place_in_the_console()
-> Result<()> {
    let (_data, server) = fresh().await?;
    let data: Value = reqwest::get(format!("{}/docs/commands.json", server.page))
        .await?
        .json()
        .await?;
    let commands = data["commands"].as_array().context("no commands")?;
    let golden = workspace().join("src/protocol/golden");
    let mut asked = 0;
    for entry in fs::read_dir(golden)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let name = name.trim_end_matches(".json");
        let page = if let Some(wire) = name.strip_prefix("request_") {
            let command = commands.iter().find(|one| one["wire"] == wire);
            let command = command.with_context(|| format!("the console lacks {wire}"))?;
            command["reference"].as_str().context("no page")?.to_owned()
        } else if let Some(event) = name.strip_prefix("event_") {
            format!("/docs/events/{event}")
        } else {
            continue;
        };
        asked += 1;
        let answer = reqwest::get(format!("{}{page}", server.page)).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{page} gave {}",
            answer.status()
        );
    }
    ensure!(asked > 25, "{asked} samples");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_of_the_plugins_port_is_the_built_one_for_this_inbox_alone() -> Result<()> {
    let (_data, server) = fresh().await?;
    let answer = reqwest::get(format!("{}/docs/console", server.plugin)).await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.status());
    let policy = answer.headers()["content-security-policy"]
        .to_str()?
        .to_owned();
    ensure!(
        policy.ends_with(&format!("frame-ancestors {}", server.page)),
        "{policy}"
    );
    let html = answer.text().await?;
    ensure!(html == fs::read_to_string(dist().join("docs/console.html"))?);
    // The scripts come in the order in which they need each other.
    let at = |what: &str| html.find(what).with_context(|| format!("no {what}"));
    ensure!(at("/docs/assets/wire-")? < at("/sdk/kinbox.js")?);
    ensure!(at("/sdk/kinbox.js")? < at("/docs/assets/console-")?.max(at(".js\" defer")?));
    for address in addresses(&html)
        .iter()
        .filter(|address| address.starts_with("/docs/assets/"))
    {
        let answer = reqwest::get(format!("{}{address}", server.plugin)).await?;
        ensure!(
            answer.status() == StatusCode::OK,
            "{address} gave {}",
            answer.status()
        );
    }
    Ok(())
}
