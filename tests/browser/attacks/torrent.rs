//! Pages that send without end: the page cuts them off, and stands still for hardly longer than a page that does nothing else.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::in_each_engine;
use encaixe_tests::wait::until;
use serde_json::Value;

use super::Attack;

/// What is sent: many of a kind, or few of many parts.
const KINDS: [&str; 6] = ["hellos", "requests", "aborts", "noise", "keys", "nested"];

/// The time that an engine may need to make as much as a page sends.
const LONG: Duration = Duration::from_secs(120);

/// How much longer than a bare page the inbox may stand still, in milliseconds: a machine that does other things too may take
/// so long for anything.
const MORE: f64 = 2_000.0;

/// Notes the longest time in which the page did nothing.
const WATCH: &str = "
    window.slowest = 0;
    let last = performance.now();
    clearInterval(window.watch);
    window.watch = setInterval(() => {
        const now = performance.now();
        slowest = Math.max(slowest, now - last);
        last = now;
    }, 10);
    return null";

in_each_engine! {
    a_page_that_sends_without_end_is_taken_out_and_the_inbox_stays_usable(stage) {
        let mut stalls = Vec::new();
        let mut plugins = Vec::new();
        for kind in KINDS {
            plugins.push((kind, stage.register(kind, &page(stage, kind)).await?));
        }
        let attack = Attack::prepare(stage, &stage.fixture.page("registered")).await?;
        for (kind, plugin) in plugins {
            attack.open(2).await?;
            attack.agent.js::<Value>(WATCH, &[]).await?;
            attack.agent.choose(&plugin).await?;
            until(&format!("the end of the {kind}"), LONG, async || {
                Ok((attack.agent.frame_state().await? == "stopped").then_some(()))
            })
            .await?;
            let card = attack.agent.see(&hook("frame-card")).await?.text().await?;
            ensure!(!card.is_empty(), "nothing is said of it");
            let frame = format!(".frame[data-plugin=\"{}\"] iframe", plugin.id);
            let there: bool = attack
                .agent
                .js("return document.querySelector(arguments[0]) !== null", &[frame.into()])
                .await?;
            ensure!(!there, "its iframe is still there");
            attack.open(1).await?;
            let slowest: f64 = attack.agent.js("return slowest", &[]).await?;
            stalls.push((kind, slowest));
        }
        attack.inbox_is_usable().await?;
        for (kind, slowest) in stalls {
            let address = format!("{}?kind={kind}", stage.fixture.page_abroad("flooded"));
            attack.agent.goto(address).await?;
            let bare = until(&format!("the bare page under {kind}"), LONG, async || {
                let records = stage.fixture.records(&stage.fixture.page_abroad("flooded"), "flooded");
                Ok(records.into_iter().find(|record| record.data["kind"] == kind))
            })
            .await?;
            let stood = bare.data["slowest"].as_f64().context("no figure")?;
            println!("{kind}: the inbox stood still for {slowest:.0} ms, a bare page for {stood:.0} ms");
            ensure!(slowest < stood + MORE, "{kind}: {slowest} ms, and a bare page {stood} ms");
        }
        Ok(())
    }
}

fn page(stage: &encaixe_tests::Stage, kind: &str) -> String {
    format!("{}?kind={kind}", stage.fixture.page("torrent"))
}
