//! Settings > Attendance categories, the rules of closing, and how channels are connected.

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, Stage, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

const PAGE: &str = "/settings/attendance-categories";
const ITEMS: &str = "[data-testid=items] input";

/// The categories with their items as the API has them; what is switched off has a minus.
async fn kept(stage: &Stage) -> Result<Vec<String>> {
    let list = stage.api().await?.get("/api/attendance-categories").await?;
    let written = |one: &Value| {
        let sign = if one["isActive"] == false { "-" } else { "" };
        format!("{sign}{}", one["name"].as_str().unwrap_or_default())
    };
    let items = list["items"].as_array().context("no list")?;
    Ok(items
        .iter()
        .map(|one| {
            let inside = one["items"].as_array().into_iter().flatten().map(written);
            let inside: Vec<String> = inside.collect();
            format!("{}: {}", written(one), inside.join(", "))
        })
        .collect())
}

async fn are_kept(stage: &Stage, expected: &[&str]) -> Result<()> {
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    until_equal("the categories", expected, async || kept(stage).await).await
}

fn line(name: &str, inside: &str) -> String {
    format!("[data-name=\"{name}\"] {inside}")
}

/// Adds an item at the end, by the button.
async fn add(admin: &Agent, name: &str) -> Result<()> {
    admin.click(&hook("item-add")).await?;
    admin
        .focus_is("[data-testid=items] > :last-child input")
        .await?;
    admin
        .fill("[data-testid=items] > :last-child input", name)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_and_their_items_are_made_ordered_and_switched_off() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let (venda, depois, duvida) = (
            "Venda: Pedido fechado, Orçamento enviado, Desistiu",
            "Pós-venda: Troca, Entrega, Nota fiscal",
            "Dúvida: ",
        );
        admin.visit_within(PAGE, &hook("own-new")).await?;
        admin.click(&hook("own-new")).await?;
        let name = format!("{} input[name=name]", hook("own-form"));
        admin.fill(&name, "Reclamação").await?;
        add(admin, "Atraso").await?;
        // Enter goes on to the next one; an empty line is none.
        admin.press(Key::Enter).await?;
        admin.focus_is("[data-testid=items] > :last-child input").await?;
        admin.fill("[data-testid=items] > :last-child input", "Defeito").await?;
        admin.press(Key::Enter).await?;
        admin.click(&hook("own-save")).await?;
        admin.gone(&hook("own-form")).await?;
        are_kept(stage, &[venda, depois, duvida, "Reclamação: Atraso, Defeito"]).await?;

        // Items in another order by the keyboard, which stays on the handle; one is switched off, one renamed.
        admin.click(&line("Reclamação", &hook("own-edit"))).await?;
        admin.see(ITEMS).await?;
        let focus = "document.querySelector('[data-testid=items] > :last-child .line-grip').focus(); return null";
        admin.js::<Value>(focus, &[]).await?;
        admin.press(Key::Up).await?;
        admin.focus_is("[data-testid=items] > :first-child .line-grip").await?;
        admin.fill("[data-testid=items] > :first-child input", "Produto com defeito").await?;
        admin
            .click(&format!("[data-testid=items] > :last-child {}", hook("item-switch")))
            .await?;
        admin.click(&hook("own-save")).await?;
        admin.gone(&hook("own-form")).await?;
        let complaint = "Reclamação: Produto com defeito, -Atraso";
        are_kept(stage, &[venda, depois, duvida, complaint]).await?;

        // What attendances have cannot go: it is said in its place, and nothing typed is lost.
        admin.click(&line("Pós-venda", &hook("own-edit"))).await?;
        admin.see(ITEMS).await?;
        let remove = format!("[data-testid=items] > :first-child {}", hook("item-remove"));
        admin.click(&remove).await?;
        admin.fill("[data-testid=items] > :last-child input", "Nota").await?;
        admin.click(&hook("own-save")).await?;
        admin.see("fieldset.has-error .field-error").await?;
        let typed = "return [...document.querySelectorAll('[data-testid=items] input')].map((one) => one.value)";
        let typed: Vec<String> = admin.js(typed, &[]).await?;
        ensure!(typed == ["Entrega", "Nota"], "{typed:?}");
        are_kept(stage, &[venda, depois, duvida, complaint]).await?;
        admin.press(Key::Escape).await?;
        admin.gone(&hook("own-form")).await?;

        // The last category before the first, by dragging its handle.
        let (from, to) = (
            admin.see(&line("Reclamação", ".line-grip")).await?,
            admin.see(".own-line:first-child .line-grip").await?,
        );
        let up = (to.rect().await?.y - from.rect().await?.y) as i64;
        let chain = admin.action_chain().move_to_element_center(&from);
        chain.click_and_hold().move_by_offset(0, up / 2).perform().await?;
        admin.see(".is-dragged").await?;
        let chain = admin.action_chain().move_by_offset(0, up - up / 2 - 6);
        chain.perform().await?;
        admin.see(".drop-before").await?;
        admin.action_chain().release().perform().await?;
        are_kept(stage, &[complaint, venda, depois, duvida]).await?;

        // One that is used is switched off.
        admin.click(&line("Dúvida", &hook("own-edit"))).await?;
        admin.click(&hook("own-switch")).await?;
        admin.click(&hook("dialog-ok")).await?;
        admin.see("[data-name=\"Dúvida\"].is-off").await?;
        are_kept(stage, &[complaint, venda, depois, "-Dúvida: "]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_rules_are_chosen_and_channels_say_how_they_are_connected() -> Result<()> {
    scenario(async |stage| {
        let admin = stage.admin().await?;
        let api = stage.api().await?;
        admin
            .visit_within("/settings/workspace", "select[name=closingCategory]")
            .await?;
        admin.pick("select[name=closingCategory]", "must").await?;
        admin.pick("select[name=closingReport]", "may").await?;
        admin.click(&hook("workspace-save")).await?;
        until_equal("the rules", json!(["must", "may"]), async || {
            let workspace = api.get("/api/workspace").await?["workspace"].clone();
            Ok(json!([
                workspace["closingCategory"],
                workspace["closingReport"]
            ]))
        })
        .await?;

        // A channel that is told to be apart says so at once, with what is wrong.
        admin
            .visit_within("/settings/channels", ".own-line")
            .await?;
        let apart = json!({"connected": false, "error": "O aparelho está sem internet."});
        api.must(Method::PUT, "/api/channels/501/state", Some(&apart))
            .await?;
        let own = "[data-own=\"501\"]";
        admin
            .see(&format!("{own} {}", hook("channel-apart")))
            .await?;
        let error = admin
            .read(&format!("{own} {}", hook("channel-error")))
            .await?;
        ensure!(error.contains("sem internet"), "{error}");
        let joined = json!({"connected": true});
        api.must(Method::PUT, "/api/channels/501/state", Some(&joined))
            .await?;
        admin
            .gone(&format!("{own} {}", hook("channel-apart")))
            .await?;
        admin.click(&format!("{own} {}", hook("own-edit"))).await?;
        let state = admin.read(&hook("channel-state")).await?;
        ensure!(state.contains("20"), "since when is not said: {state}");
        Ok(())
    })
    .await
}
