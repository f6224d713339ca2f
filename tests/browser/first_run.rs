//! From an empty folder to one's own plugin, as the README says it: its ten lines, the page's own command, and no other help.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::Agent;
use encaixe_tests::agent::hook;
use encaixe_tests::binary::{Server, fresh_folder};
use encaixe_tests::driver::Driver;
use encaixe_tests::plugin::{Frame, Plugin};
use encaixe_tests::site::Site;
use encaixe_tests::wait::{SOON, until, until_equal};
use serde_json::Value;
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
async fn an_empty_workspace_leads_to_ones_own_plugin_showing_a_contact_and_tagging() -> Result<()> {
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
    click_words(agent, "Create a token").await?;
    agent.fill("input[name=name]", "primeiro").await?;
    agent.click(SUBMIT).await?;
    let token = agent.see(".section-once .copy-value").await?.text().await?;
    click_words(agent, "Back to the first message").await?;
    let line = ".first-run-code code";
    let command = agent.see(line).await?.text().await?;
    ensure!(command.contains(&token), "{command}");
    for width in [360, 760, 1000, 1440] {
        let cut = "document.body.style.width = arguments[0] + 'px';
            const block = document.querySelector('.first-run-code pre'); const cut = block.scrollWidth - block.clientWidth;
            document.body.style.width = ''; return cut";
        let cut: i64 = agent.js(cut, &[width.into()]).await?;
        ensure!(cut <= 0, "{cut} px of the line are cut in {width} px");
    }
    let said = Command::new("sh")
        .args(["-c", &command])
        .stderr(Stdio::null())
        .output()
        .await?;
    let answer = String::from_utf8_lossy(&said.stdout);
    ensure!(answer.contains("\"conversation\""), "{command}\n{answer}");

    agent.visit("/settings/plugins").await?;
    click_words(agent, "New plugin").await?;
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
    let frame = plugin.at(agent);
    frame.reads("#name", "Maria").await?;
    follows_the_colours(agent, &frame).await?;
    tags_it(agent, server, &frame).await
}

/// The button puts the workspace's first tag on the conversation; where there is none, the inbox says so.
async fn tags_it(agent: &Agent, server: &Server, frame: &Frame<'_>) -> Result<()> {
    let directory = "const answer = await fetch('/api/workspace'); done(await answer.json())";
    let directory: Value = agent
        .js_later(&format!("(async () => {{ {directory} }})()"))
        .await?;
    let tags = directory["tags"].as_array().context("no tags")?;
    let first = tags.iter().find(|tag| tag["isActive"] == true);
    frame.click("#tag").await?;
    let Some(first) = first else {
        let toast = agent.see(&hook("toast")).await?.text().await?;
        ensure!(toast.contains("no tags yet"), "{toast}, {}", server.page);
        return Ok(());
    };
    let id = first["id"].as_str().context("no id")?.to_owned();
    until_equal("the tags", vec![id], async || agent.tags().await).await
}

/// In the dark the plugin is dark too: no white slab, whatever the system's colours are.
async fn follows_the_colours(agent: &Agent, frame: &Frame<'_>) -> Result<()> {
    for (theme, text) in [("dark", "rgb(255, 255, 255)"), ("light", "rgb(0, 0, 0)")] {
        let set = "document.documentElement.dataset.theme = arguments[0]; return null";
        agent.js::<Value>(set, &[theme.into()]).await?;
        let colour = "return getComputedStyle(document.querySelector('h1')).color";
        frame.until_js(text.to_owned(), colour).await?;
    }
    Ok(())
}

/// Clicks the button or link with these words, as the README names it.
async fn click_words(agent: &Agent, words: &str) -> Result<()> {
    let mark = "const it = [...document.querySelectorAll('a, button')].find((one) => one.textContent.trim() === arguments[0] && one.getClientRects().length > 0);
        it?.setAttribute('data-named', arguments[0]); return it !== undefined";
    until(&format!("a click on {words}"), SOON, async || {
        if !agent.js::<bool>(mark, &[words.into()]).await? {
            return Ok(None);
        }
        let named = agent.shown(&format!("[data-named=\"{words}\"]")).await?;
        named.context("it went away")?.click().await?;
        Ok(Some(()))
    })
    .await
}
