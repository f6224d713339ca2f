//! What a plugin may see and do, in its settings.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};

use super::SUBMIT;

async fn kept(stage: &Stage, plugin: &Plugin, scopes: Value) -> Result<()> {
    let (api, path) = (stage.api().await?, format!("/api/plugins/{}", plugin.id));
    until_equal("the scopes", scopes, async || {
        let told = api.get(&path).await?;
        Ok(json!([told["scopes"], told["requestedScopes"]]))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_plugin_is_given_what_stays_ticked() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        admin.visit("/settings/plugins/new").await?;
        admin.fill("input[name=name]", "Pedidos").await?;
        admin.fill("input[name=endpoint]", "https://plugin.example/p").await?;
        admin.see("input[name=scopes]").await?;
        let ticked = "return [...document.querySelectorAll('input[name=scopes]')].map((one) => one.checked)";
        let ticked: Vec<bool> = admin.js(ticked, &[]).await?;
        ensure!(ticked == [true; 11], "{ticked:?}");
        for taken in ["contact:write", "assignment:write", "attendance:write", "notes:write"] {
            admin.click(&format!("input[name=scopes][value='{taken}']")).await?;
        }
        admin.click(SUBMIT).await?;
        admin.see(".section-danger").await?;
        let list = stage.api().await?.get("/api/plugins").await?;
        let items = list["items"].as_array().context("no list")?;
        let made = items.iter().find(|one| one["name"] == "Pedidos").context("it is not there")?;
        let want = json!(["conversation:read", "contact:read", "messages:read", "composer:write", "tags:write", "workspace:read", "storage"]);
        ensure!(made["scopes"] == want, "{made}");

        // The list says of which plugins this is no matter.
        admin.visit_within("/settings/plugins", ".cards").await?;
        let told = "return [...document.querySelectorAll('.line-card')].map((one) => [one.querySelector('.line-name').textContent, [...one.querySelectorAll('.badge')].map((badge) => badge.textContent)])";
        let told: Vec<(String, Vec<String>)> = admin.js(told, &[]).await?;
        let all = |name: &str| told.iter().any(|(one, badges)| one == name && badges.iter().any(|badge| badge == "Tudo" || badge == "Everything"));
        ensure!(all("Demo") && !all("Pedidos"), "{told:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_program_asks_for_waits_for_an_admin() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let plugin = stage.register("Loja", "https://plugin.example/p").await?;
        let path = format!("/api/plugins/{}", plugin.id);
        let api = stage.api().await?;
        let ask = async |scopes: Value| api.must(Method::PATCH, &path, Some(&json!({"scopes": scopes}))).await;
        let (few, more) = (json!(["storage"]), json!(["messages:read", "storage"]));
        ask(few.clone()).await?;
        kept(stage, &plugin, json!([few, null])).await?;
        ask(more.clone()).await?;

        let page = format!("/settings/plugins/{}", plugin.id);
        let request = hook("scope-request");
        admin.visit_within(&page, &request).await?;
        let asked = admin.see(".scope-more").await?.text().await?;
        ensure!(asked.lines().count() == 1, "{asked}");
        // Another change decides nothing.
        admin.fill("input[name=name]", "Loja 2").await?;
        admin.click(SUBMIT).await?;
        until_equal("the name", json!("Loja 2"), async || Ok(api.get(&path).await?["name"].clone())).await?;
        kept(stage, &plugin, json!([few, more])).await?;

        admin.click(&format!("{request} button:not(.button-primary)")).await?;
        kept(stage, &plugin, json!([few, null])).await?;
        admin.gone(&request).await?;
        ask(more.clone()).await?;
        admin.click(&format!("{request} .button-primary")).await?;
        kept(stage, &plugin, json!([more, null])).await?;
        admin.gone(&request).await?;
        let held = "return [...document.querySelectorAll('input[name=scopes]:checked')].map((one) => one.value)";
        until_equal("the ticks", vec!["messages:read".to_owned(), "storage".to_owned()], async || admin.js(held, &[]).await).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_use_of_each_scope_is_shown() -> Result<()> {
    scenario(async |stage| {
        let plugin = stage
            .register("Listens", &stage.fixture.page("listens"))
            .await?;
        let admin = stage.admin().await?;
        let rows = admin.rows().await?;
        admin.open(&rows[0]).await?;
        admin.choose(&plugin).await?;
        admin.frame_is("verified").await?;
        plugin
            .at(admin)
            .js::<Value>("return Kinbox.storage.set('k', 1).then(() => null)", &[])
            .await?;
        let path = format!("/api/plugins/{}", plugin.id);
        let want = json!([
            "conversation:read",
            "contact:read",
            "messages:read",
            "workspace:read",
            "storage"
        ]);
        until_equal("the uses", want, async || {
            let told = stage.api().await?.get(&path).await?;
            let uses = told["scopeUses"].as_array().context("no uses")?;
            Ok(uses
                .iter()
                .map(|one| one["scope"].clone())
                .collect::<Value>())
        })
        .await?;
        admin
            .visit_within(
                &format!("/settings/plugins/{}", plugin.id),
                "#scope-storage-use",
            )
            .await?;
        let told = async |scope: &str| {
            admin
                .see(&format!("#scope-{scope}-use"))
                .await?
                .text()
                .await
                .map_err(anyhow::Error::from)
        };
        let (used, unused) = (told("storage").await?, told("notes-write").await?);
        ensure!(
            used.contains("20") && !unused.contains("20"),
            "{used:?} {unused:?}"
        );
        Ok(())
    })
    .await
}
