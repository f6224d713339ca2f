//! From an empty folder to one's own plugin, as the README says it: its ten lines, the page's own command, and no other help.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::Agent;
use encaixe_tests::agent::hook;
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::driver::Driver;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::site::Site;
use tokio::process::Command;

const README: &str = include_str!("../../README.md");

/// An empty workspace of one admin.
pub(crate) const FLAGS: [&str; 9] = [
    "--port=0",
    "--plugin-port=0",
    "--empty",
    "--workspace",
    "Padaria",
    "--admin-name",
    "Lia",
    "--admin-email",
    "lia@padaria.example",
];

const SUBMIT: &str = "form button[type=submit]";

/// The first lines of HTML that the README has, with another host than its own.
fn ten_lines(host: &str) -> Result<String> {
    let begun = README.split_once("```html\n").context("no HTML")?.1;
    let lines = begun.split_once("```").context("no end of the HTML")?.0;
    ensure!(lines.contains("http://127.0.0.1:7070/sdk/"), "{lines}");
    Ok(lines.replace("http://127.0.0.1:7070", host))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_workspace_leads_to_ones_own_plugin_showing_a_contact() -> Result<()> {
    let (data, folder) = (fresh_folder()?, fresh_folder()?);
    let server = Server::start_with(data.path(), &FLAGS).await?;
    std::fs::write(folder.path().join("index.html"), ten_lines(&server.page)?)?;
    let site = Site::start(folder.path(), None).await?;
    let driver = Driver::start().await?;
    let agent = Agent::new(driver.browser().await?, &server.page);
    let outcome = walk(&agent, &server, &site).await;
    let browser = (*agent).clone();
    browser.quit().await?;
    outcome
}

async fn walk(agent: &Agent, server: &Server, site: &Site) -> Result<()> {
    agent.goto(&server.link).await?;
    agent.see(&hook("welcome")).await?;
    let command = agent.see(".first-run-code code").await?.text().await?;

    agent.visit("/settings/tokens").await?;
    agent.click(".settings-column .button-primary").await?;
    agent.fill("input[name=name]", "primeiro").await?;
    agent.click(SUBMIT).await?;
    let token = agent.see(".section-once .copy-value").await?.text().await?;
    let said = Command::new("sh")
        .args(["-c", &command.replace("TOKEN", &token)])
        .stderr(Stdio::null())
        .output()
        .await?;
    let answer = String::from_utf8_lossy(&said.stdout);
    ensure!(answer.contains("\"conversation\""), "{command}\n{answer}");

    agent.visit("/settings/plugins/new").await?;
    agent.fill("input[name=name]", "Meu plugin").await?;
    agent
        .fill("input[name=endpoint]", &site.start_page())
        .await?;
    agent.click(SUBMIT).await?;
    agent.see(".section-danger").await?;
    let id = agent.path().await?;
    let plugin = Plugin {
        id: id.rsplit('/').next().context("no id")?.to_owned(),
        name: "Meu plugin".to_owned(),
        endpoint: site.start_page(),
    };

    agent.visit("/inbox").await?;
    let rows = agent.rows().await?;
    ensure!(rows.len() == 1, "{rows:?}");
    agent.open(&rows[0]).await?;
    agent.choose(&plugin).await?;
    agent.frame_is("verified").await?;
    plugin.at(agent).reads("#name", "Maria").await
}
