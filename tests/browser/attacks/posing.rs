//! Pages that pose as another: what the agent sees of them, and what they get done.

use anyhow::ensure;
use encaixe_tests::agent::hook;
use encaixe_tests::in_each_engine;
use encaixe_tests::wait::until;
use reqwest::Method;
use serde_json::{Value, json};

use super::Attack;

in_each_engine! {
    /// What a page claims of its own origin is only its word.
    an_origin_that_a_page_claims_is_neither_shown_nor_to_be_registered(stage) {
        let page = stage.fixture.page("claims");
        let attack = Attack::begin(stage, &page).await?;
        attack.is_taken_out("blocked", &page).await?;
        attack.agent.choose(&attack.attacker).await?;
        let card = attack.agent.read(&hook("frame-card")).await?;
        ensure!(!card.contains("bank.example"), "{card}");
        ensure!(attack.agent.shown(&hook("use-address")).await?.is_none());
        let path = format!("/api/plugins/{}", attack.attacker.id);
        let api = stage.api().await?;
        let state = until("the report", encaixe_tests::wait::SOON, async || {
            let state = api.get(&path).await?["lastState"].clone();
            Ok((state["state"] == "blocked").then_some(state))
        })
        .await?;
        ensure!(state["seen"].is_null(), "{state}");
        Ok(())
    }

    another_origin_is_shown_and_not_to_be_registered_by_a_click(stage) {
        let attack = Attack::begin(stage, &stage.fixture.redirect("abroad", "elsewhere")).await?;
        attack.agent.frame_is("blocked").await?;
        let card = attack.agent.read(&hook("frame-card")).await?;
        ensure!(card.contains(&stage.fixture.page_abroad("elsewhere")), "{card}");
        ensure!(attack.agent.shown(&hook("use-address")).await?.is_none());
        Ok(())
    }

    a_page_that_left_is_covered_until_the_agent_asks_and_comes_back_verified(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("link")).await?;
        attack.agent.frame_is("verified").await?;
        let frame = attack.attacker.at(attack.agent);
        frame.click("#near").await?;
        attack.agent.frame_is("left").await?;
        attack.agent.see(&hook("frame-card")).await?;
        ensure!(attack.agent.shown(&attack.frame()).await?.is_none(), "it stands in view");

        attack.agent.click(&hook("show-left")).await?;
        attack.agent.see(".left-bar").await?;
        attack.agent.see(&attack.frame()).await?;
        ensure!(attack.agent.frame_state().await? == "left");

        frame.js::<Value>("history.back(); return null", &[]).await?;
        attack.agent.frame_is("verified").await?;
        attack.agent.see(&attack.frame()).await?;
        // Once more it is covered: who asked, asked for the other time.
        frame.click("#near").await?;
        attack.agent.frame_is("left").await?;
        attack.agent.see(&hook("frame-card")).await?;
        attack.agent.click(&hook("load-again")).await?;
        attack.agent.frame_is("verified").await
    }

    a_page_of_the_classic_dialect_that_is_abroad_before_it_loads_is_told_as_what_it_is(stage) {
        let page = stage.fixture.page("classic_abroad");
        let attack = Attack::prepare(stage, &page).await?;
        let path = format!("/api/plugins/{}", attack.attacker.id);
        let allow = json!({"classic": true});
        stage.api().await?.must(Method::PATCH, &path, Some(&allow)).await?;
        let before = attack.agent.tags().await?;
        attack.agent.choose(&attack.attacker).await?;
        attack.is_taken_out("blocked", &page).await?;
        attack.agent.choose(&attack.attacker).await?;
        let card = attack.agent.read(&hook("frame-card")).await?;
        ensure!(card.contains(&stage.fixture.abroad), "{card}");
        attack.open(0).await?;
        ensure!(attack.agent.tags().await? == before, "its tag was put on");
        attack.told_nothing(&stage.fixture.page_abroad("classic")).await
    }

    what_a_page_elsewhere_asks_by_the_sdk_is_rejected(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("script_after_sdk")).await?;
        attack.agent.frame_is("left").await?;
        let page = stage.fixture.page("elsewhere_with_sdk");
        let records = stage.fixture.heard(&page, "ends", 1).await?;
        let ends = &records[0].data;
        for call in ["addTag", "toast", "setProperty", "dialog"] {
            ensure!(ends[call] == "closed", "{call}: {ends}");
        }
        ensure!(ends["wire"] == "none", "{ends}");
        attack.nothing_reached(&page).await
    }
}
