//! `getToken`: who asks, for the plugin's own server, and until when the SDK keeps what it got.

use anyhow::{Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Frame;
use encaixe_tests::scenario;
use serde_json::Value;

use super::{Pair, event, knows, refusal, value};

/// What a token says.
async fn claims(frame: &Frame<'_>, token: &Value) -> Result<Value> {
    let read =
        "return JSON.parse(atob(arguments[0].split('.')[1].replace(/-/g, '+').replace(/_/g, '/')))";
    frame.js(read, std::slice::from_ref(token)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_names_who_asks_and_what_is_open_and_is_renewed_without_a_reload() -> Result<()> {
    scenario(async |stage| {
        let pair = Pair::begin(stage).await?;
        let [mine, theirs] = pair.frames();
        mine.mark().await?;
        let first = value(&mine, "Kinbox.getToken()").await?;
        let said = claims(&mine, &first).await?;
        let open = stage.conversation(&pair.rows[0]).await?;
        ensure!(said["iss"] == stage.server.page.as_str(), "{said}");
        ensure!(said["aud"] == stage.fixture.home.as_str(), "{said}");
        ensure!(said["plugin"] == pair.plugin.id.as_str() && said["role"] == "admin", "{said}");
        ensure!(said["conversation"] == pair.rows[0].as_str() && said["contact"] == open["person"]["id"], "{said}");
        let other = value(&theirs, "Kinbox.getToken()").await?;
        let of_other = claims(&theirs, &other).await?;
        ensure!(of_other["role"] == "agent" && of_other["sub"] != said["sub"], "{of_other}");

        ensure!(value(&mine, "Kinbox.getToken()").await? == first, "it is kept");
        pair.admin.open(&pair.rows[1]).await?;
        knows(&mine, &pair.rows[1]).await?;
        let second = value(&mine, "Kinbox.getToken()").await?;
        let said = claims(&mine, &second).await?;
        ensure!(said["conversation"] == pair.rows[1].as_str(), "{said}");
        pair.admin.unselect().await?;
        event(&mine, "no_conversation", 1).await?;
        let without = value(&mine, "Kinbox.getToken()").await?;
        let said = claims(&mine, &without).await?;
        ensure!(said["conversation"].is_null() && said["contact"].is_null(), "{said}");

        // 31 s before its end it is kept, 29 s before it another one comes.
        let at = "const real = Date.now; window.at = (ms) => { Date.now = () => real.call(Date) + ms; }; at(arguments[0]); return null";
        mine.js::<Value>(at, &[269_000.into()]).await?;
        ensure!(value(&mine, "Kinbox.getToken()").await? == without, "it is kept");
        mine.js::<Value>("at(arguments[0]); return null", &[271_500.into()]).await?;
        let renewed = value(&mine, "Kinbox.getToken()").await?;
        ensure!(renewed != without, "it is not renewed");
        ensure!(mine.is_marked().await?, "it was reloaded");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_that_left_gets_no_token_nor_keeps_one() -> Result<()> {
    scenario(async |stage| {
        let (agent, plugin, _) = super::listening(stage).await?;
        let frame = plugin.at(agent);
        value(&frame, "Kinbox.getToken()").await?;
        // It says goodbye and stays: the inbox has it for gone.
        let bye =
            "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: false})); return null";
        frame.js::<Value>(bye, &[]).await?;
        agent.frame_is("left").await?;
        let (code, _) = refusal(&frame, "Kinbox.getToken()").await?;
        ensure!(code == "closed", "{code}");
        agent.click(&hook("frame-reload")).await?;
        agent.frame_is("verified").await?;
        value(&plugin.at(agent), "Kinbox.getToken()")
            .await
            .map(drop)
    })
    .await
}
