//! Settings > API tokens.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::api::Api;
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use reqwest::{Method, StatusCode};

use super::{PRIMARY, SUBMIT};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_works_and_ends_when_it_is_revoked() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.visit("/settings/tokens").await?;
        admin.click(PRIMARY).await?;
        admin.fill("input[name=name]", "tarefa noturna").await?;
        admin.pick("form select[name=role]", "admin").await?;
        admin.click(SUBMIT).await?;
        let token = admin.see(".section-once .copy-value").await?.text().await?;
        ensure!(token.starts_with("enc_") && token.len() == 47, "{token}");

        let program = Api::new(&stage.server.page, Some(&token))?;
        let list = program.get("/api/tokens").await?;
        ensure!(
            !list.to_string().contains(&token),
            "the list tells it again"
        );
        let items = list
            .as_array()
            .or_else(|| list["items"].as_array())
            .context("no list")?;
        let made = items
            .iter()
            .find(|token| token["name"] == "tarefa noturna")
            .context("it is not listed")?;
        ensure!(made["role"] == "admin", "{made}");
        let id = made["id"].as_str().context("no id")?;

        admin.visit("/settings/tokens").await?;
        let line = format!("[data-token=\"{id}\"]");
        let shown = admin.see(&line).await?.text().await?;
        ensure!(shown.contains("tarefa noturna"), "{shown}");
        ensure!(
            !admin.source().await?.contains(&token),
            "the page tells it again"
        );
        admin.click(&format!("{line} .line-end button")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.gone(&line).await?;
        until_equal("the status", StatusCode::UNAUTHORIZED, async || {
            Ok(program.send(Method::GET, "/api/me", None).await?.0)
        })
        .await
    })
    .await
}
