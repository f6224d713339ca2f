//! A page that loads together with the inbox around it.

use anyhow::{Result, ensure};
use encaixe_tests::scenario;
use serde_json::Value;

use super::{knows, listening};

#[tokio::test(flavor = "multi_thread")]
async fn what_a_plugin_is_told_first_names_everything() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, rows) = listening(stage).await?;
        for _ in 0..3 {
            agent.reload().await?;
            agent.frame_is("verified").await?;
            let frame = plugin.at(agent);
            knows(&frame, &rows[0]).await?;
            let first: Value = frame.js("return told('conversation')[0]", &[]).await?;
            let fields = &first["contact"]["customFields"];
            ensure!(fields.get("plano").is_some(), "no fields: {first}");
            let info: Value = frame.js("return info", &[]).await?;
            for list in ["members", "tags", "groups", "customFields"] {
                let named = info["value"][list]
                    .as_array()
                    .is_some_and(|it| !it.is_empty());
                ensure!(named, "no {list}: {info}");
            }
        }
        Ok(())
    })
    .await
}
