//! A contact's and an attendance's data, changed in place.

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until_equal;
use encaixe_tests::{Agent, scenario};
use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::Key;

/// A field of the open sheet.
fn field(name: &str) -> String {
    format!("{} [name=\"{name}\"]", hook("details-form"))
}

async fn value(agent: &Agent, name: &str) -> Result<String> {
    let field = agent.see(&field(name)).await?;
    Ok(field.prop("value").await?.unwrap_or_default())
}

async fn edit(agent: &Agent) -> Result<()> {
    if agent.shown(&hook("details")).await?.is_none() {
        agent.click(&hook("details-toggle")).await?;
    }
    agent.click(&hook("details-edit")).await?;
    agent.see(&hook("details-form")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_agent_changes_is_stored_and_seen_by_others() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let colleague = stage.colleague().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        colleague.open(&rows[0]).await?;
        edit(agent).await?;

        // Mistakes stand at their fields, the server's as the page's own, and nothing typed goes.
        agent.fill(&field("email"), "nada").await?;
        agent.fill(&field("pedidos"), "muitos").await?;
        agent.click(&hook("details-save")).await?;
        let wrong = |name: &str| {
            format!(
                "{} {}",
                hook_of("form-field", "data-name", name),
                hook("form-error")
            )
        };
        agent.see(&wrong("pedidos")).await?;
        agent.fill(&field("pedidos"), "31").await?;
        agent.click(&hook("details-save")).await?;
        agent.see(&wrong("email")).await?;
        ensure!(value(agent, "email").await? == "nada");
        let before = stage.conversation(&rows[0]).await?["person"].clone();
        ensure!(
            before["email"] != "nada" && before["fields"]["pedidos"] != 31,
            "all or nothing: {before}"
        );

        agent.fill(&field("email"), "Zu@Correio.example").await?;
        agent.fill(&field("name"), "Zulmira Prado").await?;
        agent.fill(&field("numero_pedido"), "AU-7").await?;
        agent.click(&hook("details-save")).await?;
        agent.gone(&hook("details-form")).await?;
        let after = stage.conversation(&rows[0]).await?;
        let person = &after["person"];
        ensure!(
            person["name"] == "Zulmira Prado" && person["email"] == "zu@correio.example",
            "{person}"
        );
        ensure!(
            person["fields"]["pedidos"].as_f64() == Some(31.0),
            "{person}"
        );
        ensure!(after["sessionFields"]["numero_pedido"] == "AU-7", "{after}");
        let untouched = ["phone", "avatar"];
        ensure!(
            untouched.iter().all(|name| person[*name] == before[*name]),
            "{person}"
        );
        colleague.reads(".head-name", "Zulmira Prado").await?;
        let focused: String = agent
            .js("return document.activeElement.dataset.testid ?? ''", &[])
            .await?;
        ensure!(focused == "details-edit", "the focus is on {focused:?}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_matters_is_in_a_line_and_all_of_it_ends_between_two_rows() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        let api = stage.api().await?;
        let contact = stage.conversation(&rows[0]).await?["person"]["id"].clone();
        let mut values = serde_json::Map::new();
        for number in 0..40 {
            let field = json!({"entity": "contact", "type": "text", "name": format!("Campo {number}")});
            let field = api.post("/api/custom-fields", &field).await?;
            let key = field["placeholder"].as_str().unwrap_or_default().to_owned();
            values.insert(key, json!("valor"));
        }
        let path = format!("/api/contacts/{}", contact.as_str().unwrap_or_default());
        api.must(Method::PATCH, &path, Some(&json!({"fields": values}))).await?;
        agent.open(&rows[0]).await?;
        // Whole items on one line, whatever does not fit.
        let line = "const line = document.querySelector(arguments[0]), box = line.getBoundingClientRect();
            const inside = [...line.children].map((one) => one.getBoundingClientRect()).filter((one) => one.top < box.bottom);
            return [Math.round(box.height), inside.length, inside.every((one) => one.right <= box.right + 1 && one.bottom <= box.bottom + 1)]";
        agent.see(&hook("details-line")).await?;
        let shown: (u32, usize, bool) = agent.js(line, &[hook("details-line").into()]).await?;
        ensure!(shown.0 <= 20 && shown.1 >= 2 && shown.2, "{shown:?}");
        ensure!(agent.shown(&hook("detail")).await?.is_none());

        agent.click(&hook("details-toggle")).await?;
        agent.see(&hook("detail")).await?;
        let cut = "const box = document.querySelector(arguments[0]), {top, bottom} = box.getBoundingClientRect();
            const rows = [...box.querySelectorAll(arguments[1])].map((row) => row.getBoundingClientRect());
            const isCut = (row) => row.top < bottom - 1 && row.bottom > bottom + 1;
            return [rows.filter(isCut).length, rows.some((row) => row.top >= bottom), bottom - top < innerHeight / 2]";
        until_equal("no row that is cut", (0, true, true), async || {
            agent.js::<(usize, bool, bool)>(cut, &[hook("details").into(), hook("detail").into()]).await
        })
        .await?;
        agent.reload().await?;
        agent.see(&hook("detail")).await?;
        agent.click(&hook("details-toggle")).await?;
        agent.see(&hook("details-line")).await?;
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_is_lost_by_others_changes_or_another_conversation() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(&rows[0]).await?;
        edit(agent).await?;
        agent.fill(&field("cidade"), "Quixadá").await?;

        let contact = stage.conversation(&rows[0]).await?["person"]["id"].clone();
        let path = format!("/api/contacts/{}", contact.as_str().unwrap_or_default());
        let patch = json!({"email": "outra@correio.example", "fields": {"cidade": "Icó"}});
        stage
            .api()
            .await?
            .must(Method::PATCH, &path, Some(&patch))
            .await?;
        until_equal(
            "what was left alone",
            "outra@correio.example".to_owned(),
            async || value(agent, "email").await,
        )
        .await?;
        ensure!(
            value(agent, "cidade").await? == "Quixadá",
            "what was typed is gone"
        );
        let note = agent.see(".field-note").await?.text().await?;
        ensure!(note.contains("Icó"), "{note}");

        agent.open(&rows[1]).await?;
        agent.gone(&hook("details-form")).await?;
        agent.open(&rows[0]).await?;
        ensure!(
            value(agent, "cidade").await? == "Quixadá",
            "another conversation took it"
        );

        // Esc asks first; the second way out lets it go.
        let city = agent.see(&field("cidade")).await?;
        city.focus().await?;
        agent.press(Key::Escape).await?;
        agent.click(&hook("form-keep")).await?;
        ensure!(value(agent, "cidade").await? == "Quixadá");
        agent.press(Key::Escape).await?;
        agent.click(&hook("form-discard")).await?;
        agent.gone(&hook("details-form")).await?;
        agent
            .see(&hook_of("conversation", "data-id", &rows[0]))
            .await?;
        let kept: Value = stage.conversation(&rows[0]).await?["person"]["fields"]["cidade"].clone();
        ensure!(kept == "Icó", "{kept}");
        Ok(())
    })
    .await
}
