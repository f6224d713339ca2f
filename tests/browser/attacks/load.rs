//! Pages that never come, never rest or never stop.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::{hook, hook_of};
use encaixe_tests::wait::until;
use encaixe_tests::{Agent, in_each_engine, scenario_at};
use serde_json::Value;

use super::Attack;

/// The time that a page has for its hello, and some more.
const PATIENCE: Duration = Duration::from_secs(40);

in_each_engine! {
    a_page_that_never_answers_fails_and_the_inbox_stays_usable(stage) {
        let attack = Attack::begin(stage, &format!("{}/never", stage.fixture.home)).await?;
        attack.open(1).await?;
        fails(attack.agent).await?;
        attack.inbox_is_usable().await
    }

    a_page_that_hangs_before_its_hello_fails_and_the_inbox_stays_usable(stage) {
        let page = on_a_site_of_its_own("hang_before", &stage.fixture.home);
        let attack = Attack::prepare(stage, &page).await?;
        let seen = watch_while_hanging(&attack, &page).await?;
        let failed = seen["states"]
            .as_array()
            .is_some_and(|states| states.contains(&"failed".into()));
        ensure!(failed, "it never failed: {seen}");
        attack.inbox_is_usable().await?;
        attack.told_nothing(&page).await
    }

    a_page_that_hangs_once_welcome_leaves_the_inbox_usable(stage) {
        let page = on_a_site_of_its_own("hang_after", &stage.fixture.home);
        let attack = Attack::prepare(stage, &page).await?;
        watch_while_hanging(&attack, &page).await?;
        ensure!(
            !stage.fixture.records(&page, "port").is_empty(),
            "it was never welcome"
        );
        attack.inbox_is_usable().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_plugin_on_a_neighbouring_host_holds_a_bare_page_up_and_not_the_inbox() -> Result<()>
{
    scenario_at("page.shop.localhost", async |stage| {
        let there = |host: &str, page: &str| {
            let home = stage.fixture.home.replace("localhost", host);
            format!("{home}/pages/{page}")
        };
        let page = there("plugin.shop.localhost", "loops");
        let plugin = stage.register("Loops", &page).await?;
        let agent = stage.admin().await?;
        let rows = agent.rows().await?;
        agent.open(rows.first().context("no conversation")?).await?;
        let busy = async |count| {
            until("the end of the loop", PATIENCE, async || {
                let ended = stage.fixture.records(&page, "hung").len() == count;
                Ok(ended.then_some(()))
            })
            .await
        };
        let row = rows.get(1).context("too few conversations")?;
        let places = [
            hook_of("panel-tab", "data-plugin", &plugin.id),
            hook("frame-state"),
            hook_of("conversation-row", "data-id", row),
            hook_of("conversation", "data-id", row),
        ];
        agent.js::<Value>(WATCH, &places.map(Value::from)).await?;
        busy(1).await?;
        agent.frame_is("verified").await?;
        let inbox: f64 = agent.js("return seen.slowest", &[]).await?;

        agent.goto(there("bare.shop.localhost", "bare")).await?;
        busy(2).await?;
        let bare: f64 = agent.js("return seen.slowest", &[]).await?;
        eprintln!(
            "longest stall beside a loop of 4 s: the inbox {inbox:.0} ms, a bare page {bare:.0} ms"
        );
        ensure!(bare > 3_000.0, "the bare page stalled for {bare} ms only");
        ensure!(inbox < 1_500.0, "the inbox stalled for {inbox} ms");
        Ok(())
    })
    .await
}

in_each_engine! {
    a_flood_of_calls_is_rate_limited_and_the_inbox_stays_usable(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("flood")).await?;
        let records = stage
            .fixture
            .heard(&stage.fixture.page("flood"), "codes", 1)
            .await?;
        let codes = &records[0].data;
        let count = |code: &str| codes[code].as_u64().unwrap_or_default();
        ensure!(count("ok") >= 100, "the burst was not granted: {codes}");
        ensure!(
            count("rate_limited") >= 500,
            "the flood was not held: {codes}"
        );
        ensure!(
            count("ok") + count("rate_limited") == 1000,
            "another code: {codes}"
        );
        attack.inbox_is_usable().await
    }

    a_message_beyond_the_limit_is_refused_and_the_next_one_taken(stage) {
        let attack = Attack::begin(stage, &stage.fixture.page("huge")).await?;
        let records = stage
            .fixture
            .heard(&stage.fixture.page("huge"), "reply", 3)
            .await?;
        for (id, code) in [(1, "too_large"), (2, "too_large"), (3, "ok")] {
            let found = records
                .iter()
                .any(|record| record.data["id"] == id && record.data["code"] == code);
            ensure!(found, "{id} is not {code}: {records:#?}");
        }
        attack.inbox_is_usable().await
    }
}

async fn fails(agent: &Agent) -> Result<()> {
    until("the state failed", PATIENCE, async || {
        Ok((agent.frame_state().await? == "failed").then_some(()))
    })
    .await
}

/// Shows the attacker's tab, opens another conversation while its page hangs, and gives what the inbox page saw
/// meanwhile. A script in the page does it: chromedriver itself waits for every frame, also for one that hangs.
async fn watch_while_hanging(attack: &Attack<'_>, page: &str) -> Result<Value> {
    let row = attack.rows.get(1).context("too few conversations")?;
    let places = [
        hook_of("panel-tab", "data-plugin", &attack.attacker.id),
        hook("frame-state"),
        hook_of("conversation-row", "data-id", row),
        hook_of("conversation", "data-id", row),
    ];
    attack
        .agent
        .js::<Value>(WATCH, &places.map(Value::from))
        .await?;
    let hung = end_of_hanging(attack, page).await?;
    let seen: Value = attack.agent.js("return seen", &[]).await?;
    let (from, to) = (hung["from"].as_f64(), hung["to"].as_f64());
    let opened = seen["opened"].as_f64();
    ensure!(
        opened > from && opened < to,
        "no conversation opened while it hung ({hung}): {seen}"
    );
    let slowest = seen["slowest"].as_f64().context("no ticks")?;
    ensure!(slowest < 3_000.0, "the inbox hung too, for {slowest} ms");
    Ok(seen)
}

/// What the page says once it hangs no longer.
async fn end_of_hanging(attack: &Attack<'_>, page: &str) -> Result<Value> {
    until("the end of the hanging", PATIENCE, async || {
        let records = attack.stage.fixture.records(page, "hung");
        Ok(records.first().map(|record| record.data.clone()))
    })
    .await
}

/// Clicks the tab at once and the row two seconds later; notes the states, when the conversation showed, and the
/// longest time in which the page did nothing.
const WATCH: &str = "
    const [tab, chip, row, conversation] = Array.from(arguments, (css) => () => document.querySelector(css));
    window.seen = {states: [], opened: null, slowest: 0};
    let last = performance.now();
    setInterval(() => {
        const now = performance.now();
        seen.slowest = Math.max(seen.slowest, now - last);
        last = now;
        const state = chip()?.dataset.state;
        if (seen.states.at(-1) !== state) seen.states.push(state);
        if (conversation()) seen.opened ??= Date.now();
    }, 50);
    setTimeout(() => tab().click());
    setTimeout(() => row().click(), 2000);
    return null";

/// The page's address under a name that is another site than the inbox and the control, so that the browser gives
/// the page a process of its own to hang.
fn on_a_site_of_its_own(name: &str, home: &str) -> String {
    format!(
        "{}/pages/{name}",
        home.replace("localhost", "hang.localhost")
    )
}
