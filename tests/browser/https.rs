//! An inbox by https, as a team has it, with a plugin on the developer's own computer.

use std::path::Path;

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use encaixe_tests::driver::{Browser, Driver};
use encaixe_tests::fixture::Fixture;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::service::free_port;
use encaixe_tests::tls::Tls;
use encaixe_tests::{Agent, evidence};
use reqwest::Method;
use serde_json::json;

/// Chromium takes the inbox for a page of the internet, as it does one that lies there, or for one of its own machine.
async fn browser(driver: &Driver, tls: &Tls, space: &str) -> Result<Browser> {
    let space = format!("--ip-address-space-overrides={}={space}", tls.address);
    driver
        .browser_with(&["--ignore-certificate-errors", &space])
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_on_ones_own_computer_may_be_refused_and_the_page_says_so_beforehand() -> Result<()>
{
    let data = fresh_folder()?;
    let port = free_port()?;
    let tls = Tls::start(port).await?;
    let public = format!("https://localhost:{}", tls.address.port());
    let (at, url) = (format!("--port={port}"), format!("--public-url={public}"));
    let server = Server::start_with(data.path(), &[&at, "--plugin-port=0", &url]).await?;
    ensure!(server.page == public, "{}", server.page);
    let token = ["token", "create", "--name", "tests", "--role", "admin"];
    let token = binary::line(data.path(), &token).await?;
    let api = Api::new(&format!("http://127.0.0.1:{port}"), Some(&token))?;
    let fixture = Fixture::start().await?;
    // The inbox's own host is no plugin's, whatever the port.
    let plugin = fixture.page("sdk").replace("localhost", "127.0.0.1");

    let driver = Driver::start().await?;
    let agents = [
        Agent::new(browser(&driver, &tls, "public").await?, &public),
        Agent::new(browser(&driver, &tls, "loopback").await?, &public),
    ];
    let outcome = walk(&agents, data.path(), &api, &plugin).await;
    if outcome.is_err() {
        evidence::save("https", &agents, &server).await;
    }
    for agent in &agents {
        (**agent).clone().quit().await?;
    }
    outcome
}

async fn walk(agents: &[Agent; 2], data: &Path, api: &Api, plugin: &str) -> Result<()> {
    let [agent, near] = agents;
    let link = ["link", "create", "--member", "bruno@aurora.example"];
    agent.sign_in(&binary::line(data, &link).await?).await?;
    // Off by itself where the inbox is https.
    agent.visit("/settings/my-plugins").await?;
    agent.see(".settings .empty, .settings .note").await?;
    ensure!(agent.shown(&hook("dev-form")).await?.is_none());
    let on = json!({"devPlugins": true});
    api.must(Method::PATCH, "/api/workspace", Some(&on)).await?;
    agent.see(&hook("dev-form")).await?;
    let note = agent.read(&hook("dev-far")).await?;
    ensure!(note.contains("encaixe serve"), "{note}");
    agent.fill("input[name=name]", "Meu").await?;
    agent.fill("input[name=endpoint]", plugin).await?;
    agent.click(&hook("dev-add")).await?;
    agent
        .see(&format!("{} .line-card", hook("dev-plugins")))
        .await?;

    let list = api.get("/api/plugins").await?;
    let items = list["items"].as_array().into_iter().flatten();
    let own: Vec<_> = items.filter(|one| one["name"] == "Meu").collect();
    ensure!(own.len() == 1, "{list}");
    let own = Plugin::read(own[0])?;
    agent
        .visit_within("/inbox", &hook("conversation-row"))
        .await?;
    let rows = agent.rows().await?;
    agent.open(&rows[0]).await?;
    agent.choose(&own).await?;
    // The page was loaded with the policy of before.
    agent.frame_is("blocked").await?;
    let todo = agent.read(".card-do").await?;
    ensure!(todo.contains("Reload the whole page"), "{todo}");

    agent.visit("/inbox").await?;
    agent.rows().await?;
    agent.open(&rows[0]).await?;
    agent.choose(&own).await?;
    let beforehand = agent.read(&format!(".cover {}", hook("dev-far"))).await?;
    ensure!(beforehand == note, "{beforehand}");
    // Nobody is there to be asked, which is a refusal.
    agent.frame_is("failed").await?;
    let afterwards = agent
        .read(&format!("{} {}", hook("frame-card"), hook("dev-far")))
        .await?;
    ensure!(afterwards == note, "{afterwards}");

    // The same page is shown where the browser has nothing against it.
    near.sign_in(&binary::line(data, &link).await?).await?;
    near.open(&rows[0]).await?;
    near.choose(&own).await?;
    near.frame_is("verified").await
}
