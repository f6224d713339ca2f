//! Frames that end up elsewhere than registered, by every way there is, and frames that come back.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use encaixe_tests::wait::{SOON, until};
use encaixe_tests::{Engine, in_each_engine};
use serde_json::Value;

use super::Attack;

in_each_engine! {
    /// It comes by its server, a script or a refresh, as itself or claiming to be the registered one; or its hello has no right shape.
    a_page_that_is_not_the_registered_one_is_taken_out_and_gets_nothing(stage) {
        let (home, abroad) = (
            |name| stage.fixture.page(name),
            |name| stage.fixture.page_abroad(name),
        );
        let ways = [
            (stage.fixture.redirect("home", "elsewhere"), home("elsewhere")),
            (stage.fixture.redirect("abroad", "elsewhere"), abroad("elsewhere")),
            (stage.fixture.redirect("abroad", "liar"), abroad("liar")),
            (home("script_before"), abroad("elsewhere")),
            (home("meta"), abroad("elsewhere")),
            (home("shapes"), home("shapes")),
        ];
        let attacks = Attack::each(stage, ways.each_ref().map(|(from, _)| from.as_str())).await?;
        let mut came = BTreeMap::new();
        for (attack, (_, page)) in attacks.iter().zip(&ways) {
            attack.agent.choose(&attack.attacker).await?;
            let times = came.entry(page).or_insert(0);
            *times += 1;
            stage.fixture.heard(page, "alive", *times).await?;
            attack.is_taken_out("blocked", page).await?;
        }
        let last = attacks.last().context("no way")?;
        last.inbox_is_usable().await?;
        for page in came.keys() {
            last.told_nothing(page).await?;
        }
        Ok(())
    }
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

in_each_engine! {
    /// It swaps itself right after its hello, or the agent clicks a link in it; the next one only listens, or says a hello too.
    a_registered_page_that_leaves_gives_the_next_one_nothing(stage) {
        let (home, abroad) = (
            |name| stage.fixture.page(name),
            |name| stage.fixture.page_abroad(name),
        );
        let ways = [
            (home("swap_lurker"), None, home("lurker")),
            (home("swap_elsewhere"), None, home("elsewhere")),
            (home("link"), Some("#near"), home("elsewhere")),
            (home("link"), Some("#far"), abroad("lurker")),
        ];
        let attacks = Attack::each(stage, ways.each_ref().map(|(from, ..)| from.as_str())).await?;
        let mut came = BTreeMap::new();
        for (attack, (_, link, page)) in attacks.iter().zip(&ways) {
            attack.agent.choose(&attack.attacker).await?;
            if let Some(link) = link {
                attack.agent.frame_is("verified").await?;
                attack.attacker.at(attack.agent).click(link).await?;
            }
            let times = came.entry(page).or_insert(0);
            *times += 1;
            stage.fixture.heard(page, "alive", *times).await?;
            // Firefox may lose a hello with the page that goes right behind it. Then the host hears of the next page first, or of none.
            let may_be_lost = link.is_none() && stage.engine == Engine::Firefox;
            let state = until("the page that left", SOON, async || {
                let state = attack.agent.frame_state().await?;
                let ended = state == "left"
                    || (may_be_lost && ["blocked", "failed"].contains(&state.as_str()));
                ensure!(ended, "{page} is {state}");
                Ok(Some(state))
            })
            .await?;
            // What is blocked has no frame any more that could report.
            if state == "blocked" {
                attack.is_taken_out("blocked", page).await?;
            } else {
                attack.nothing_reached(page).await?;
            }
        }
        let last = attacks.last().context("no way")?;
        last.inbox_is_usable().await?;
        for page in came.keys() {
            last.told_nothing(page).await?;
        }
        Ok(())
    }
}

in_each_engine! {
    back_is_verified_afresh_and_forward_gets_nothing_again(stage) {
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
    }
}

in_each_engine! {
    a_page_that_reloads_itself_is_verified_afresh(stage) {
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
    }
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
