//! Settings > Audit: who did what, with filters, what is new, what is older, and the file.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use reqwest::Method;
use serde_json::{Value, json};

const PATH: &str = "/settings/audit";

/// The texts of the entries, first to last.
const ENTRIES: &str = "return [...document.querySelectorAll('[data-testid=audit-entry] .audit-what')].map((it) => it.textContent)";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_told_filtered_and_followed_without_a_jump() -> Result<()> {
    scenario(async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        let entries = async || admin.js::<Vec<String>>(ENTRIES, &[]).await;
        let tag = api.post("/api/tags", &json!({"name": "Marcante"})).await?;
        let tag = tag["id"].as_str().context("no id")?.to_owned();
        let created = hook_of("audit-entry", "data-kind", "tag_created");
        admin.visit_within(PATH, &created).await?;
        let shown = entries().await?;
        let first = shown.first().context("nothing is shown")?;
        ensure!(first.contains("Marcante"), "{shown:?}");

        // What is new waits behind a button, and nothing moves.
        let one = format!("/api/tags/{tag}");
        api.must(Method::PATCH, &one, Some(&json!({"name": "Mais marcante"})))
            .await?;
        admin.see(&hook("audit-fresh")).await?;
        ensure!(entries().await? == shown, "the list moved by itself");
        admin.click(&hook("audit-fresh")).await?;
        admin.gone(&hook("audit-fresh")).await?;
        until_equal("how many there are", shown.len() + 1, async || {
            Ok(entries().await?.len())
        })
        .await?;
        let newest = entries().await?;
        ensure!(newest[0].contains("Mais marcante"), "{newest:?}");
        ensure!(newest[1] == *first, "as of then: {newest:?}");

        // Filters, and what they do not find.
        admin.pick("select[name=area]", "sign_ins").await?;
        admin.gone(&created).await?;
        admin
            .see(&hook_of("audit-entry", "data-kind", "signed_in"))
            .await?;
        let file = "return document.querySelector('[data-testid=audit-file]').getAttribute('href')";
        until_equal(
            "the file's address",
            "/api/audit?format=csv&area=sign_ins".to_owned(),
            async || admin.js(file, &[]).await,
        )
        .await?;
        admin.pick("select[name=actor]", "plugin").await?;
        admin.see(".settings .empty").await?;
        admin.click(".settings .empty button").await?;
        admin.see(&created).await?;
        admin.pick("select[name=when]", "today").await?;
        admin.see(&created).await?;
        admin.pick("select[name=when]", "days").await?;
        let day =
            "const input = document.querySelector('input[name=to]'); input.value = '2001-02-03';
            input.dispatchEvent(new InputEvent('input', {bubbles: true})); return null";
        admin.see("input[name=to]").await?;
        admin.js::<Value>(day, &[]).await?;
        admin.see(".settings .empty").await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn older_entries_come_by_a_button_and_a_failure_offers_to_try_again() -> Result<()> {
    scenario(async |stage| {
        let (admin, api) = (stage.admin().await?, stage.api().await?);
        for place in 0..60 {
            let new = json!({"name": format!("Marca {place}")});
            api.post("/api/tags", &new).await?;
        }
        let count = "return document.querySelectorAll('[data-testid=audit-entry]').length";
        let more = hook("audit-more");
        admin.visit_within(PATH, &more).await?;
        ensure!(admin.js::<usize>(count, &[]).await? == 50);
        let top = "document.querySelector('[data-testid=audit-more]').scrollIntoView();
            return document.querySelector('.settings-main').scrollTop";
        let before: f64 = admin.js(top, &[]).await?;
        admin.click(&more).await?;
        until_equal("more entries", true, async || {
            Ok(admin.js::<usize>(count, &[]).await? > 60)
        })
        .await?;
        let top = "return document.querySelector('.settings-main').scrollTop";
        let after: f64 = admin.js(top, &[]).await?;
        ensure!(before > 0.0 && (before - after).abs() < 2.0, "{before} {after}");

        let rows = "fetch(document.querySelector('[data-testid=audit-file]').href).then(async (answer) => done([
            answer.headers.get('content-disposition'), (await answer.text()).split('\\r\\n')[0]]))";
        let file: (String, String) = admin.js_later(rows).await?;
        ensure!(file.0.starts_with("attachment; filename=\"audit-"), "{file:?}");
        ensure!(file.1.starts_with("id,at,area,kind,"), "{file:?}");

        let lose = "const real = fetch; window.fetch = async (what, how) => {
            if (!String(what.url ?? what).includes('/api/audit')) return real(what, how);
            window.fetch = real; return new Response('{}', {status: 403});
        }; return null";
        admin.visit_within("/settings/tags", "[data-name]").await?;
        admin.js::<Value>(lose, &[]).await?;
        let alert = ".settings [role=alert]";
        let go = "document.querySelector('.rail a[href=\"/settings/audit\"]').click(); return null";
        admin.js::<Value>(go, &[]).await?;
        admin.see(alert).await?;
        admin.click(&format!("{alert} button")).await?;
        admin.see(&hook("audit-entry")).await?;
        admin.gone(alert).await
    })
    .await
}
