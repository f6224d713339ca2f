//! Frames that end up elsewhere than registered, by every way there is, and frames that come back.

use anyhow::{Result, ensure};
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{in_each_engine, scenario};
use serde_json::Value;

use super::Attack;

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_by_the_server_to_another_path_gets_nothing() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.redirect("home", "elsewhere")).await?;
        attack
            .is_taken_out("blocked", &stage.fixture.page("elsewhere"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_by_the_server_to_another_origin_gets_nothing() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.redirect("abroad", "elsewhere")).await?;
        attack
            .is_taken_out("blocked", &stage.fixture.page_abroad("elsewhere"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn another_origin_that_claims_the_registered_address_gets_nothing() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.redirect("abroad", "liar")).await?;
        attack
            .is_taken_out("blocked", &stage.fixture.page_abroad("liar"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_goes_elsewhere_before_its_hello_gets_nothing() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("script_before")).await?;
        attack
            .is_taken_out("blocked", &stage.fixture.page_abroad("elsewhere"))
            .await
    })
    .await
}

in_each_engine! {
    a_script_that_goes_elsewhere_once_welcome_gets_nothing_there(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("script_after")).await?;
        attack.agent.frame_is("left").await?;
        attack
            .nothing_reached(&stage.fixture.page_abroad("elsewhere"))
            .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meta_refresh_gets_nothing() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("meta")).await?;
        attack
            .is_taken_out("blocked", &stage.fixture.page_abroad("elsewhere"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_swaps_itself_for_a_listener_right_after_hello_gives_it_nothing() -> Result<()>
{
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("swap_lurker")).await?;
        stage
            .fixture
            .heard(&stage.fixture.page("lurker"), "alive", 1)
            .await?;
        attack
            .nothing_reached(&stage.fixture.page("lurker"))
            .await?;
        attack.agent.frame_is("left").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_swaps_itself_for_another_with_a_hello_right_after_its_own_gives_it_nothing()
-> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("swap_elsewhere")).await?;
        stage
            .fixture
            .heard(&stage.fixture.page("elsewhere"), "alive", 1)
            .await?;
        attack
            .nothing_reached(&stage.fixture.page("elsewhere"))
            .await?;
        attack.agent.frame_is("left").await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clicked_link_to_another_path_gets_nothing_there() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("link")).await?;
        attack.agent.frame_is("verified").await?;
        attack.attacker.at(attack.agent).click("#near").await?;
        attack.agent.frame_is("left").await?;
        attack
            .nothing_reached(&stage.fixture.page("elsewhere"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clicked_link_to_another_origin_gets_nothing_there() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("link")).await?;
        attack.agent.frame_is("verified").await?;
        attack.attacker.at(attack.agent).click("#far").await?;
        attack.agent.frame_is("left").await?;
        attack
            .nothing_reached(&stage.fixture.page_abroad("lurker"))
            .await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn back_is_verified_afresh_and_forward_gets_nothing_again() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("link")).await?;
        let (home, away) = (stage.fixture.page("link"), stage.fixture.page("elsewhere"));
        attack.agent.frame_is("verified").await?;
        let frame = attack.attacker.at(attack.agent);
        frame.click("#near").await?;
        attack.agent.frame_is("left").await?;

        frame
            .js::<Value>("history.back(); return null", &[])
            .await?;
        attack.agent.frame_is("verified").await?;
        let welcomes = stage.fixture.heard(&home, "port", 2).await?;
        let nonces: Vec<_> = welcomes
            .iter()
            .map(|record| &record.data["message"]["nonce"])
            .collect();
        ensure!(
            nonces.first() != nonces.last(),
            "the second welcome is the first one again"
        );

        frame
            .js::<Value>("history.forward(); return null", &[])
            .await?;
        stage.fixture.heard(&away, "alive", 2).await?;
        attack.agent.frame_is("left").await?;
        attack.nothing_reached(&away).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_reloads_itself_is_verified_afresh() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &stage.fixture.page("registered")).await?;
        let page = stage.fixture.page("registered");
        attack.agent.frame_is("verified").await?;
        stage.fixture.heard(&page, "port", 1).await?;
        attack
            .attacker
            .at(attack.agent)
            .js::<Value>("location.reload(); return null", &[])
            .await?;
        stage.fixture.heard(&page, "alive", 2).await?;
        stage.fixture.heard(&page, "port", 2).await?;
        attack.agent.frame_is("verified").await?;
        attack.inbox_is_usable().await
    })
    .await
}

in_each_engine! {
    a_page_gets_no_session_out_of_the_inboxs_host_at_a_port_of_its_own(stage) {
        let page = stage.fixture.page("neighbour");
        let attack = Attack::begin(stage, &page).await?;
        attack.agent.frame_is("verified").await?;
        stage.fixture.heard(&page, "tried", 1).await?;
        until("the end of the way", SOON, async || {
            let stayed = !stage.fixture.records(&page, "stayed").is_empty();
            let left = attack.agent.frame_state().await? == "left";
            Ok((stayed || left).then_some(()))
        })
        .await?;
        // The image and the frame inside of it asked; the frame itself could not go there.
        let visits = stage.fixture.visits("/pages/elsewhere");
        ensure!(visits == 2, "{visits} visits");
        attack.inbox_is_usable().await
    }
}
