//! The module of the settings: fetched when they are opened, once, and again when it did not come.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::{Agent, scenario};
use serde_json::json;

/// How many files of the module the page has asked for.
const FETCHED: &str = "return performance.getEntriesByType('resource').filter((it) => it.name.includes('/assets/console-')).length";

/// Lets the browser get the module, or not.
async fn block(agent: &Agent, is_blocked: bool) -> Result<()> {
    let tools = agent.cdp();
    tools.send_raw("Network.enable", json!({})).await?;
    let urls: &[&str] = if is_blocked {
        &["*/assets/console-*"]
    } else {
        &[]
    };
    tools
        .send_raw("Network.setBlockedURLs", json!({"urls": urls}))
        .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_does_without_it_and_the_settings_fetch_it_once() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.see(&hook("conversation-row")).await?;
        let before: usize = admin.js(FETCHED, &[]).await?;
        ensure!(before == 0, "{before} files of the module in the inbox");
        for _ in 0..2 {
            admin
                .visit_within("/settings/members", "[data-member]")
                .await?;
            admin
                .visit_within("/inbox", &hook("conversation-row"))
                .await?;
            admin.gone(".settings").await?;
        }
        let after: usize = admin.js(FETCHED, &[]).await?;
        // Glue, wasm, styles.
        ensure!(after == 3, "{after} files of the module");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_come_is_said_and_comes_by_try_again() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.see(&hook("conversation-row")).await?;
        block(admin, true).await?;
        let failed = hook("console-failed");
        admin.visit_within("/settings/members", &failed).await?;
        // The inbox is there all the same.
        admin
            .visit_within("/inbox", &hook("conversation-row"))
            .await?;
        admin.visit_within("/settings/members", &failed).await?;
        admin.click(&format!("{failed} button")).await?;
        admin.see(&failed).await?;
        block(admin, false).await?;
        admin.click(&format!("{failed} button")).await?;
        admin.see("[data-member]").await?;
        admin.gone(&failed).await
    })
    .await
}
