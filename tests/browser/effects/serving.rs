//! `assignTo`, `moveToGroup`: who serves the conversation.

use anyhow::{Result, ensure};
use encaixe_tests::scenario;
use encaixe_tests::wait::until_equal;
use serde_json::{Value, json};

use super::{Pair, event, refusal, value};

#[tokio::test(flavor = "multi_thread")]
async fn who_a_plugin_puts_in_charge_is_in_the_page_the_database_and_at_a_colleagues() -> Result<()>
{
    scenario(async |stage| {
        let pair = Pair::begin(stage).await?;
        let [frame, _] = pair.frames();
        let now = stage.conversation(&pair.rows[0]).await?;
        let directory = stage.api().await?.get("/api/workspace").await?;
        let other = |list: &str, than: &Value| -> Value {
            let items = directory[list].as_array().cloned().unwrap_or_default();
            let other = items
                .iter()
                .find(|item| item["isActive"] != false && item["id"] != *than);
            other.map_or(Value::Null, |item| item["id"].clone())
        };
        let member = other("members", &now["assignee"]);
        let group = other("groups", &now["group"]);
        ensure!(member.is_string() && group.is_string(), "nobody else");
        let mut number = 0;
        for (command, key, id) in [
            ("assignTo", "assignee", member),
            ("moveToGroup", "group", group),
            ("assignTo", "assignee", Value::Null),
            ("moveToGroup", "group", Value::Null),
        ] {
            number += 1;
            let told = value(&frame, &format!("Kinbox.{command}({id})")).await?;
            let want = if id.is_null() {
                Value::Null
            } else {
                json!({"id": id})
            };
            ensure!(told == want, "{command}: {told}");
            let kept = stage.conversation(&pair.rows[0]).await?[key].clone();
            ensure!(kept == id, "the database has {kept} for {key}");
            for (agent, frame) in [pair.admin, pair.colleague].into_iter().zip(pair.frames()) {
                let update = event(&frame, "conversation_updated", number).await?;
                ensure!(update["changed"] == json!([key]), "{update}");
                ensure!(update["conversation"][key] == want, "{update}");
                let shown = format!("return document.querySelector('select[name={key}]').value");
                let id = id.as_str().unwrap_or_default().to_owned();
                until_equal(key, id, async || agent.js(&shown, &[]).await).await?;
            }
        }
        // Diego has left; there is no group 0.
        for call in [
            "Kinbox.assignTo('104')",
            "Kinbox.assignTo('0')",
            "Kinbox.moveToGroup('0')",
        ] {
            let (code, message) = refusal(&frame, call).await?;
            ensure!(code == "not_found", "{call}: {code}");
            ensure!(message.contains("no such"), "{call}: {message}");
        }
        let kept = stage.conversation(&pair.rows[0]).await?;
        ensure!(
            kept["assignee"].is_null() && kept["group"].is_null(),
            "{kept}"
        );
        Ok(())
    })
    .await
}
