//! `setProperty`: custom fields of the contact and of the attendance.

use anyhow::{Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::scenario;
use serde_json::{Value, json};

use super::{Pair, event, refusal, value};

#[tokio::test(flavor = "multi_thread")]
async fn fields_that_a_plugin_sets_are_in_the_page_the_database_and_at_a_colleagues() -> Result<()>
{
    scenario(async |stage| {
        let pair = Pair::begin(stage).await?;
        let [frame, other] = pair.frames();
        let id = &pair.rows[0];
        for agent in [pair.admin, pair.colleague] {
            if agent.shown(&hook("details")).await?.is_none() {
                agent.click(&hook("details-toggle")).await?;
            }
        }

        let set = "Kinbox.setProperty({key: 'of the contact', fields: {cidade: {value: 'Quixadá'}, pedidos: {value: 31},
            total_compras: {value: 12.5}, data_nascimento: {value: '1990-02-03'}, observacoes: {value: null}}})";
        let outcome = value(&frame, set).await?;
        ensure!(outcome == json!({"key": "of the contact", "success": true}), "{outcome}");
        let kept = stage.conversation(id).await?["person"]["fields"].clone();
        let wanted = [("cidade", json!("Quixadá")), ("total_compras", json!(12.5)), ("data_nascimento", json!("1990-02-03"))];
        for (field, want) in wanted {
            ensure!(kept[field] == want, "{field} in {kept}");
        }
        ensure!(kept["pedidos"].as_f64() == Some(31.0), "{kept}");
        ensure!(kept.get("observacoes").is_none(), "null empties a field: {kept}");
        let callback = event(&frame, "callback", 1).await?;
        ensure!(callback == outcome, "{callback}");
        for (agent, frame) in [(pair.admin, frame), (pair.colleague, other)] {
            let update = event(&frame, "conversation_updated", 1).await?;
            ensure!(update["changed"] == json!(["contact"]), "{update}");
            ensure!(update["contact"]["customFields"]["cidade"]["value"] == "Quixadá", "{update}");
            agent.reads(&format!("{} dd", hook_of("detail", "data-name", "cidade")), "Quixadá").await?;
        }

        let session: String = frame.js("return told('conversation')[0].session.id", &[]).await?;
        let set = format!("Kinbox.setProperty({{type: 'session', sessionId: '{session}', fields: {{numero_pedido: {{value: 'AU-90001'}}}}}})");
        let outcome = value(&frame, &set).await?;
        ensure!(outcome == json!({"key": null, "success": true}), "{outcome}");
        let kept = stage.conversation(id).await?["sessionFields"].clone();
        ensure!(kept["numero_pedido"] == "AU-90001", "{kept}");
        for (agent, frame) in [(pair.admin, frame), (pair.colleague, other)] {
            let update = event(&frame, "conversation_updated", 2).await?;
            ensure!(update["changed"] == json!(["session"]), "{update}");
            ensure!(update["session"]["customFields"]["numero_pedido"]["value"] == "AU-90001", "{update}");
            agent.reads(&format!("{} dd", hook_of("detail", "data-name", "numero_pedido")), "AU-90001").await?;
        }
        let callbacks: Value = other.js("return told('callback')", &[]).await?;
        ensure!(callbacks == json!([]), "the colleague's plugin made no call: {callbacks}");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_are_set_all_or_none_and_a_wrong_one_is_named() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = super::listening(stage).await?;
        let frame = plugin.at(agent);
        let before = stage.conversation(&rows[0]).await?["person"].clone();
        for (wrong, field) in [
            ("pedidos: {value: 'many'}", "pedidos"),
            ("pedidos: {value: 1.5}", "pedidos"),
            ("data_nascimento: {value: '2026-02-30'}", "data_nascimento"),
            ("plano: {value: 'no such plan'}", "plano"),
            ("interesses: {value: ['no such interest']}", "interesses"),
            ("no_such_field: {value: 1}", "no_such_field"),
            ("motivo: {value: null}", "motivo"),
        ] {
            let call = format!("Kinbox.setProperty({{key: 'k', fields: {{cidade: {{value: 'Nowhere'}}, {wrong}}}}})");
            let (code, message) = refusal(&frame, &call).await?;
            ensure!(code == "invalid" || code == "not_found", "{wrong}: {code}");
            ensure!(message.contains(field), "{wrong}: {message}");
        }
        let stranger = "Kinbox.setProperty({contactId: 'nobody', fields: {cidade: {value: 'x'}}})";
        let (code, _) = refusal(&frame, stranger).await?;
        ensure!(code == "not_found", "{code}");
        let failed: Vec<bool> = frame.js("return told('callback').map(({success}) => success)", &[]).await?;
        ensure!(failed == [false; 8], "{failed:?}");
        let after = stage.conversation(&rows[0]).await?["person"].clone();
        ensure!(after == before, "{before} became {after}");
        Ok(())
    })
    .await
}
