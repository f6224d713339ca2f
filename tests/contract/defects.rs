//! What the original gets wrong, each with a case that fails on the original's SDK: `pages/defects.js`.

use anyhow::{Result, ensure};
use encaixe_tests::build::Build;
use encaixe_tests::{Agent, scenario};
use serde_json::Value;
use thirtyfour::By;

use crate::host::{Host, play};

#[tokio::test(flavor = "multi_thread")]
async fn none_of_the_originals_defects_is_on_the_channel() -> Result<()> {
    scenario(async |stage| play(&Host::real(stage, "defects", Build::Script).await?).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn none_of_the_originals_defects_is_in_the_classic_dialect() -> Result<()> {
    scenario(async |stage| play(&Host::classic(stage, "defects", Build::Script).await?).await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_the_host_never_answers_ends() -> Result<()> {
    scenario(async |stage| {
        let agent = stage.stranger().await?;
        agent
            .goto(format!("{}?commandMs=300", stage.fixture.page("host")))
            .await?;
        let code: String = in_frame(
            agent,
            "return Kinbox.listMessages().then(() => 'answered', (error) => error.code)",
        )
        .await?;
        ensure!(code == "timeout", "{code}");
        Ok(())
    })
    .await
}

/// Runs a function body in the embedded page once it is connected.
async fn in_frame(agent: &Agent, body: &str) -> Result<String> {
    agent.see("iframe").await?;
    agent.find(By::Css("iframe")).await?.enter_frame().await?;
    encaixe_tests::wait::until_equal("the wire", Value::from("channel"), async || {
        agent.js("return window.Kinbox?.wire ?? null", &[]).await
    })
    .await?;
    agent.js(body, &[]).await
}
