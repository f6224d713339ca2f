//! Hellos that are wrong, repeated, or said by somebody else.

use anyhow::{Context as _, ensure};
use encaixe_tests::fixture::Record;
use encaixe_tests::in_each_engine;
use serde_json::Value;

use super::Attack;

in_each_engine! {
    a_second_hello_of_the_registered_page_takes_the_place_of_the_first(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("twice")).await?;
        let page = stage.fixture.page("twice");
        stage.fixture.heard(&page, "port", 2).await?;
        attack.agent.frame_is("verified").await?;
        attack.open(1).await?;
        let records = stage.fixture.heard(&page, "port", 3).await?;
        let events = |label: &str| of(&records, label, "event");
        ensure!(
            events("second") == 1,
            "the second port has no event: {records:#?}"
        );
        ensure!(
            events("first") == 0,
            "the first port is still told: {records:#?}"
        );
        Ok(())
    }
}

in_each_engine! {
    a_hello_that_repeats_a_nonce_gets_nothing(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("replay")).await?;
        let page = stage.fixture.page("replay");
        stage.fixture.heard(&page, "port", 1).await?;
        attack.open(1).await?;
        attack.inbox_is_usable().await?;
        let frame = attack.attacker.at(attack.agent);
        frame.js::<Value>("record('end'); return null", &[]).await?;
        stage.fixture.heard(&page, "end", 1).await?;
        let records = stage.fixture.records(&page, "port");
        ensure!(
            of(&records, "first", "event") >= 2,
            "the page lost its place: {records:#?}"
        );
        ensure!(
            of(&records, "first", "welcome") == 1,
            "the page was never welcome: {records:#?}"
        );
        ensure!(
            records.iter().all(|record| record.data["label"] == "first"),
            "the repeated hello was answered: {records:#?}"
        );
        Ok(())
    }
}

in_each_engine! {
    a_hello_from_a_frame_inside_the_plugin_gets_nothing(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("outer")).await?;
        attack.agent.frame_is("verified").await?;
        stage
            .fixture
            .heard(&stage.fixture.page("inner"), "sent", 1)
            .await?;
        attack.nothing_reached(&stage.fixture.page("inner")).await?;
        ensure!(
            attack.agent.frame_state().await? == "verified",
            "the page around it lost its place"
        );
        let records = stage.fixture.records(&stage.fixture.page("outer"), "port");
        ensure!(
            of(&records, "hello", "event") >= 1,
            "the page around it is no longer told: {records:#?}"
        );
        Ok(())
    }
}

in_each_engine! {
    odd_values_are_met_with_silence_or_a_code_and_hurt_nobody(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("odd")).await?;
        let page = stage.fixture.page("odd");
        stage.fixture.heard(&page, "sent", 1).await?;
        attack.open(1).await?;
        ensure!(
            attack.agent.frame_state().await? == "verified",
            "the page lost its place"
        );
        let records = stage.fixture.records(&page, "port");
        ensure!(
            stage.fixture.records(&page, "window").is_empty(),
            "the host posted to the window"
        );
        for (id, code) in [(6, "invalid"), (7, "unsupported"), (8, "unsupported")] {
            let reply = records
                .iter()
                .map(|record| &record.data["message"])
                .find(|message| message["id"] == id);
            let reply = reply.with_context(|| format!("no reply to {id}: {records:#?}"))?;
            ensure!(reply["error"]["code"] == code, "{reply}");
        }
        attack.inbox_is_usable().await
    }
}

in_each_engine! {
    the_classic_dialect_is_ignored_until_it_is_allowed(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("classic")).await?;
        let page = stage.fixture.page("classic");
        stage.fixture.heard(&page, "sent", 1).await?;
        let before = attack.agent.tags().await?;
        attack.nothing_reached(&page).await?;
        ensure!(
            attack.agent.shown("[data-testid=toast]").await?.is_none(),
            "its toast shows"
        );
        attack.open(0).await?;
        ensure!(attack.agent.tags().await? == before, "its tag was put on");
        ensure!(
            attack.agent.frame_state().await? != "verified",
            "the page counts as verified"
        );
        Ok(())
    }
}

fn of(records: &[Record], label: &str, kind: &str) -> usize {
    records
        .iter()
        .filter(|record| record.data["label"] == label && record.data["message"]["type"] == kind)
        .count()
}
