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
