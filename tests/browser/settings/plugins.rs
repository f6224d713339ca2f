//! Settings > Plugins.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::{SOON, until, until_equal};
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use thirtyfour::By;

use super::{PRIMARY, SUBMIT};

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_is_explained_in_place_and_nothing_typed_is_lost() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        agent.visit("/settings/plugins").await?;
        agent.click(PRIMARY).await?;
        agent.fill("input[name=name]", "Pedidos").await?;
        let port = stage
            .server
            .page
            .rsplit(':')
            .next()
            .context("no port")?
            .to_owned();
        for endpoint in [
            "plugin.example".to_owned(),
            "http://plugin.example/p".to_owned(),
            "https://me@plugin.example/".to_owned(),
            format!("http://localhost:{port}/"),
            "http://127.0.0.1:5173/".to_owned(),
        ] {
            agent.fill("input[name=endpoint]", &endpoint).await?;
            agent.click(SUBMIT).await?;
            let field = agent.see("input[name=endpoint][aria-invalid=true]").await?;
            let why = agent.see(".has-error .field-error").await?.text().await?;
            ensure!(why.len() > 20, "{endpoint}: {why:?}");
            ensure!(field.prop("value").await?.as_deref() == Some(endpoint.as_str()));
            let name = agent.see("input[name=name]").await?.prop("value").await?;
            ensure!(
                name.as_deref() == Some("Pedidos"),
                "the name was lost: {name:?}"
            );
        }
        let list = stage.api().await?.get("/api/plugins").await?.to_string();
        ensure!(
            !list.contains("Pedidos"),
            "it was made all the same: {list}"
        );

        // A host in other letters than ours is written as every browser writes it.
        let typed = "https://münchen.example/painel";
        agent.fill("input[name=endpoint]", typed).await?;
        agent.click(SUBMIT).await?;
        agent.see(".section-danger").await?;
        let list = stage.api().await?.get("/api/plugins").await?.to_string();
        let written = "https://xn--mnchen-3ya.example/painel";
        ensure!(list.contains(written), "{written} is not in {list}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_is_made_renamed_disabled_and_enabled_again() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let id = make(stage, agent, "Pedidos", &stage.fixture.page("sdk")).await?;
        ensure!(
            agent.path().await?.ends_with(&id),
            "the new plugin's page is not open"
        );

        agent.fill("input[name=name]", "Pedidos 2").await?;
        agent.click(SUBMIT).await?;
        kept(stage, &id, "name", "Pedidos 2").await?;

        agent.click("input[name=enabled]").await?;
        agent.click(SUBMIT).await?;
        kept(stage, &id, "enabled", false).await?;
        agent.visit_within("/inbox", &hook("panel-tab")).await?;
        agent
            .gone(&hook_of("panel-tab", "data-plugin", &id))
            .await?;

        agent
            .visit_within(&format!("/settings/plugins/{id}"), "input[name=enabled]")
            .await?;
        agent.click("input[name=enabled]").await?;
        agent.click(SUBMIT).await?;
        kept(stage, &id, "enabled", true).await?;
        agent
            .visit_within("/inbox", &hook_of("panel-tab", "data-plugin", &id))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_path_that_was_seen_is_registered_by_an_admin_who_compared_both() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let plugin = stage
            .register("Slash", &format!("{}/slash", stage.fixture.home))
            .await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        agent.choose(&plugin).await?;
        agent.frame_is("blocked").await?;
        let card = agent.see(&hook("use-address")).await?;
        ensure!(card.is_displayed().await?);

        let api = stage.api().await?;
        let path = format!("/api/plugins/{}", plugin.id);
        let seen = format!("{}/slash/", stage.fixture.home);
        until("the report of the state", SOON, async || {
            let state = api.get(&path).await?["lastState"].clone();
            Ok((state["state"] == "blocked"
                && state["reason"] == "path"
                && state["seen"] == seen.as_str())
            .then_some(()))
        })
        .await?;
        // What was reported is shown in the settings, and not to be taken over there.
        agent
            .visit_within(
                &format!("/settings/plugins/{}", plugin.id),
                ".section .facts",
            )
            .await?;
        let facts = agent.see(".section .facts").await?.text().await?;
        ensure!(facts.contains(&seen), "{facts}");
        ensure!(agent.shown(&hook("use-address")).await?.is_none());

        agent
            .visit_within(&format!("/inbox/{}", rows[0]), &hook("conversation"))
            .await?;
        agent.choose(&plugin).await?;
        agent.frame_is("blocked").await?;
        agent.click(&hook("use-address")).await?;
        let facts = agent.see("dialog .facts").await?.text().await?;
        let before = format!("{}/slash", stage.fixture.home);
        ensure!(
            facts.lines().any(|line| line == before) && facts.lines().any(|line| line == seen),
            "{facts}"
        );
        agent.click(&hook("dialog-cancel")).await?;
        agent.gone("dialog").await?;
        kept(stage, &plugin.id, "endpoint", before.as_str()).await?;

        agent.click(&hook("use-address")).await?;
        agent.click(&hook("dialog-ok")).await?;
        kept(stage, &plugin.id, "endpoint", seen.as_str()).await?;
        agent.frame_is("verified").await?;
        plugin
            .at(agent)
            .until_js(rows[0].clone(), "return heard[0].data.conversation.id")
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_masked_until_it_is_shown_and_changes_when_it_is_rotated() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let plugin = stage.demo().await?;
        let path = format!("/api/plugins/{}/secret", plugin.id);
        let secret = async || -> Result<String> {
            let answer = stage.api().await?.get(&path).await?;
            Ok(answer["secret"].as_str().context("no secret")?.to_owned())
        };
        let first = secret().await?;
        agent
            .visit(&format!("/settings/plugins/{}", plugin.id))
            .await?;
        let masked = agent.see(&hook("secret")).await?.text().await?;
        ensure!(masked != first && !masked.is_empty(), "{masked}");
        agent
            .click(&format!("{} + button:enabled", hook("secret")))
            .await?;
        agent.reads(&hook("secret"), &first).await?;

        agent.click(".copy-field > button:last-child").await?;
        agent.click(&hook("dialog-cancel")).await?;
        agent.gone(&hook("dialog")).await?;
        ensure!(secret().await? == first, "it changed without a yes");
        agent.click(".copy-field > button:last-child").await?;
        agent.click(&hook("dialog-ok")).await?;
        agent.gone(&hook("dialog")).await?;
        let second = secret().await?;
        ensure!(second != first, "it did not change");
        agent.reads(&hook("secret"), &second).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_is_deleted_only_after_a_yes() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let id = make(stage, agent, "Pedidos", "https://plugin.example/p").await?;
        let there = async || {
            Ok(stage
                .api()
                .await?
                .send(Method::GET, &format!("/api/plugins/{id}"), None)
                .await?
                .0)
        };
        agent.click(".section-danger button").await?;
        agent.click(&hook("dialog-cancel")).await?;
        agent.gone(&hook("dialog")).await?;
        ensure!(there().await? == StatusCode::OK, "it went without a yes");
        agent.click(".section-danger button").await?;
        agent.click(&hook("dialog-ok")).await?;
        until_equal("the plugin", StatusCode::NOT_FOUND, there).await?;
        until_equal("the path", "/settings/plugins".to_owned(), async || {
            agent.path().await
        })
        .await
    })
    .await
}

/// Makes a plugin by the form; gives its id.
async fn make(stage: &Stage, agent: &Agent, name: &str, endpoint: &str) -> Result<String> {
    agent.visit("/settings/plugins/new").await?;
    agent.fill("input[name=name]", name).await?;
    agent.fill("input[name=endpoint]", endpoint).await?;
    agent.click(SUBMIT).await?;
    agent.see(".section-danger").await?;
    let list = stage.api().await?.get("/api/plugins").await?;
    let items = list
        .as_array()
        .or_else(|| list["items"].as_array())
        .context("no list")?;
    let made = items
        .iter()
        .find(|plugin| plugin["name"] == name)
        .context("it is not listed")?;
    ensure!(
        made["endpoint"] == endpoint && made["enabled"] == true,
        "{made}"
    );
    Ok(made["id"].as_str().context("no id")?.to_owned())
}

/// Waits until the server has kept a value.
async fn kept(
    stage: &Stage,
    id: &str,
    key: &str,
    want: impl Into<serde_json::Value>,
) -> Result<()> {
    let api = stage.api().await?;
    until_equal(key, want.into(), async || {
        Ok(api.get(&format!("/api/plugins/{id}")).await?[key].clone())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_chosen_from_a_file_stands_on_the_tab_and_gives_way_to_an_emoji() -> Result<()>
{
    scenario(async |stage| {
        let plugin = stage.register("Loja", &stage.fixture.page("control")).await?;
        let drawing = stage.data.path().join("loja.svg");
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8' width='8' height='8'><circle cx='4' cy='4' r='4'/></svg>";
        std::fs::write(&drawing, svg)?;
        let admin = stage.admin().await?;
        let page = format!("/settings/plugins/{}", plugin.id);
        admin.visit(&page).await?;
        admin.see(".picture-file").await?;
        let file = admin.find(By::Css("input[name=picture]")).await?;
        file.send_keys(drawing.display().to_string()).await?;
        admin.see(".picture-choice img[src^='data:']").await?;
        admin.click(SUBMIT).await?;
        admin.see(".picture-choice img[src^='/api/frames/']").await?;

        admin.visit("/inbox").await?;
        let rows = admin.rows().await?;
        admin.open(&rows[0]).await?;
        let shown = "return [...document.querySelectorAll('[data-testid=panel-tab] .plugin-picture')].map((one) => one.naturalWidth)";
        until_equal("the picture", vec![8], async || admin.js::<Vec<u32>>(shown, &[]).await).await?;

        admin.visit(&page).await?;
        admin.see(".picture-choice img").await?;
        admin.fill("input[name=icon]", "🧾").await?;
        admin.click(SUBMIT).await?;
        admin.gone(".picture-choice img").await?;
        // The page shows it before it is kept.
        let path = format!("/api/plugins/{}", plugin.id);
        until_equal("the icon", Value::from("🧾"), async || {
            Ok(stage.api().await?.get(&path).await?["icon"].clone())
        })
        .await
    })
    .await
}
