//! Settings > Plugins: for whom they are, and their order, by the keyboard and by dragging.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::SUBMIT;

const NAMES: &str = "return [...document.querySelectorAll(arguments[0])].map((one) => one.title || one.textContent)";

async fn names(agent: &Agent, css: &str) -> Result<Vec<String>> {
    agent.js(NAMES, &[css.into()]).await
}

async fn are(agent: &Agent, css: &str, expected: &[&str]) -> Result<()> {
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    until_equal(css, expected, async || names(agent, css).await).await
}

fn grip(plugin: &Plugin) -> String {
    format!("[data-plugin='{}'] {}", plugin.id, hook("plugin-grip"))
}

async fn kept(stage: &Stage, expected: &[&str]) -> Result<()> {
    let expected: Vec<Value> = expected.iter().map(|name| json!(name)).collect();
    until_equal("the order kept", expected, async || {
        let list = stage.api().await?.get("/api/plugins").await?;
        let items = list["items"].as_array().context("no list")?.iter();
        Ok(items.map(|one| one["name"].clone()).collect())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn plugins_are_put_in_order_by_the_keyboard_and_by_dragging_and_tabs_follow() -> Result<()> {
    scenario(async |stage| {
        let page = stage.fixture.page("sdk");
        let first = stage.register("A", &page).await?;
        let second = stage.register("B", &page).await?;
        let (admin, agent) = (stage.admin().await?, stage.colleague().await?);
        let rows = agent.rows().await?;
        agent.open(rows.first().context("no conversation")?).await?;
        let tab = hook("panel-tab");
        are(agent, &tab, &["Demo", "A", "B"]).await?;

        let line = format!("{} .line-name", hook("plugin-list"));
        admin
            .visit_within("/settings/plugins", &grip(&second))
            .await?;
        are(admin, &line, &["Demo", "Console", "A", "B"]).await?;
        admin.see(&grip(&second)).await?;
        let focus = "document.querySelector(arguments[0]).focus(); return null";
        admin.js::<Value>(focus, &[grip(&second).into()]).await?;
        admin.press(Key::Up).await?;
        are(admin, &line, &["Demo", "Console", "B", "A"]).await?;
        kept(stage, &["Demo", "Console", "B", "A"]).await?;
        admin.focus_is(&grip(&second)).await?;
        admin.press(Key::Home).await?;
        kept(stage, &["B", "Demo", "Console", "A"]).await?;
        admin.focus_is(&grip(&second)).await?;
        are(agent, &tab, &["B", "Demo", "A"]).await?;

        // By the pointer: the last one comes before the second.
        let (from, to) = (
            admin.see(&grip(&first)).await?,
            admin
                .see(&format!("{} > :nth-child(2)", hook("plugin-list")))
                .await?,
        );
        let (from_at, to_at) = (from.rect().await?, to.rect().await?);
        let up = (to_at.y - from_at.y) as i64;
        let chain = admin
            .action_chain()
            .move_to_element_center(&from)
            .click_and_hold();
        chain.move_by_offset(0, up / 2).perform().await?;
        admin.see(".is-dragged").await?;
        let chain = admin.action_chain().move_by_offset(0, up - up / 2 - 4);
        chain.perform().await?;
        admin.see(".drop-before").await?;
        admin.action_chain().release().perform().await?;
        are(admin, &line, &["B", "A", "Demo", "Console"]).await?;
        kept(stage, &["B", "A", "Demo", "Console"]).await?;
        are(agent, &tab, &["B", "A", "Demo"]).await?;
        ensure!(admin.shown(".is-dragged").await?.is_none());
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_says_for_whom_a_plugin_is_and_the_list_says_so() -> Result<()> {
    scenario(async |stage| {
        let plugin = stage.register("CRM", &stage.fixture.page("sdk")).await?;
        let api = stage.api().await?;
        let admin = stage.admin().await?;
        let page = format!("/settings/plugins/{}", plugin.id);
        admin.visit_within(&page, "select[name=audience]").await?;
        admin.pick("select[name=audience]", "groups").await?;
        admin.click(SUBMIT).await?;
        // Nothing was chosen: refused in its place.
        admin.see("fieldset.has-error .field-error").await?;
        admin.click("input[name=groups][value='202']").await?;
        admin.pick("select[name=where]", "some").await?;
        admin.click("input[name=channels][value='501']").await?;
        admin.click(SUBMIT).await?;
        let path = format!("/api/plugins/{}", plugin.id);
        until_equal("what is kept", json!([["202"], ["501"]]), async || {
            let now = api.get(&path).await?;
            Ok(json!([now["groups"], now["channels"]]))
        })
        .await?;
        admin
            .visit_within("/settings/plugins", &hook("plugin-whom"))
            .await?;
        let whom = admin.see(&hook("plugin-whom")).await?.text().await?;
        ensure!(
            whom.contains("Suporte") && whom.contains("WhatsApp"),
            "{whom}"
        );
        ensure!(admin.shown(&hook("plugin-nobody")).await?.is_none());
        let off = json!({"isActive": false});
        api.must(Method::PATCH, "/api/groups/202", Some(&off))
            .await?;
        admin.see(&hook("plugin-nobody")).await?;
        Ok(())
    })
    .await
}
