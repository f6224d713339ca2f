//! The server stops and starts again under an open page.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::binary::{Server, fresh_folder, line};
use encaixe_tests::driver::Driver;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, api::Api};
use serde_json::{Value, json};

use super::{draft, says, write};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_arrives_and_nothing_is_sent_twice() -> Result<()> {
    let data = fresh_folder()?;
    let mut server = Server::start(data.path()).await?;
    let driver = Driver::start().await?;
    let agent = Agent::new(driver.browser().await?, &server.page);
    let outcome = async {
        agent.sign_in(&server.link).await?;
        let arguments = ["token", "create", "--name", "tests", "--role", "admin"];
        let token = line(data.path(), &arguments).await?;
        let api = Api::new(&server.page, Some(&token))?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        write(&agent, "antes da queda").await?;
        agent.click(&hook("composer-send")).await?;
        says(&agent, "antes da queda", 1).await?;

        let port = |url: &str| {
            let port = url.rsplit_once(':').map(|(_, port)| port.to_owned());
            port.context("no port")
        };
        let (page, plugin) = (port(&server.page)?, port(&server.plugin)?);
        server.terminate(Duration::from_secs(20)).await?;
        agent.see(".banner").await?;
        write(&agent, "durante a queda").await?;
        agent.click(&hook("composer-send")).await?;
        agent.see(&hook("composer-retry")).await?;
        ensure!(
            draft(&agent).await? == "durante a queda",
            "the text was lost"
        );

        let ports = ["--port", page.as_str(), "--plugin-port", plugin.as_str()];
        let _again = Server::start_with(data.path(), &ports).await?;
        // Somebody else writes before the page is back.
        let path = format!("/api/conversations/{}/messages", rows[0]);
        let note = json!({"type": "note", "text": "enquanto isso"});
        api.post(&path, &note).await?;
        agent.gone(".banner").await?;
        says(&agent, "enquanto isso", 1).await?;
        agent.click(&hook("composer-retry")).await?;
        says(&agent, "durante a queda", 1).await?;
        says(&agent, "antes da queda", 1).await?;
        until_equal("an empty composer", String::new(), async || {
            draft(&agent).await
        })
        .await?;
        let kept: Value = api.get(&path).await?;
        let kept = kept["items"].as_array().context("no messages")?;
        for text in ["antes da queda", "enquanto isso", "durante a queda"] {
            let times = kept.iter().filter(|one| one["text"] == text).count();
            ensure!(times == 1, "{text}: {times} times");
        }
        Ok(())
    };
    let outcome = outcome.await;
    let browser = (*agent).clone();
    browser.quit().await?;
    outcome
}
