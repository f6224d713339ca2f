//! What `cargo xtask bench flood` runs: a plugin's page sends without end, at the inbox and at a page that only counts it and takes
//! its frame out. What is told is the longest time for which each stood still.

use std::env;
use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::agent::hook;
use encaixe_tests::plugin::Plugin;
use encaixe_tests::wait::until;
use encaixe_tests::{Agent, Engine, Stage, scenario_in};
use serde_json::Value;

/// What is sent, as `tests/browser/pages/torrent.html` has it.
const KINDS: [(&str, &str); 7] = [
    ("hellos", "200,000 hellos, each with a port, by the window"),
    ("noise", "300,000 messages of nothing by the window"),
    (
        "nested",
        "5,000 messages of 2,000 objects in each other by the window",
    ),
    ("requests", "100,000 requests by the port"),
    ("aborts", "300,000 aborts by the port"),
    ("keys", "200 messages of 100,000 keys by the port"),
    ("large", "200 messages of 1 MB by the port"),
];

/// How long an engine may be busy with all that a page sent.
const LONG: Duration = Duration::from_secs(240);

/// Notes for how long the page did nothing, and when it last did nothing for a while.
const WATCH: &str = "
    window.stood = {longest: 0, at: performance.now()};
    clearInterval(window.watch);
    let last = performance.now();
    window.watch = setInterval(() => {
        const now = performance.now();
        if (now - last > 100) stood.at = now;
        stood.longest = Math.max(stood.longest, now - last);
        last = now;
    }, 4);
    return null";

/// The longest, once the page has not stood still for two seconds.
const LONGEST: &str = "return performance.now() - stood.at > 2000 ? stood.longest : null";

/// Longest stalls in milliseconds: the inbox's and the bare page's.
type Stalls = [Vec<f64>; 2];

#[tokio::main]
async fn main() -> Result<()> {
    let rounds: u32 = env::args().nth(1).map_or(Ok(5), |text| text.parse())?;
    let only = env::args().nth(2).unwrap_or_default();
    ensure!(rounds > 0, "the number of rounds must be 1 or more");
    let mut table = "| | inbox, ms | bare page, ms |\n|---|--:|--:|\n".to_owned();
    for engine in [Engine::Chromium, Engine::Firefox] {
        let is_asked = |kind: &str| format!("{engine:?} {kind}").contains(&only);
        for (kind, words) in KINDS.into_iter().filter(|(kind, _)| is_asked(kind)) {
            let mut stalls = Stalls::default();
            for _ in 0..rounds {
                scenario_in(engine, async |stage| {
                    measure(stage, kind, &mut stalls).await
                })
                .await?;
            }
            let [inbox, bare] = stalls.map(spread);
            writeln!(table, "| {engine:?}: {words} | {inbox} | {bare} |")?;
            eprintln!("{engine:?} {kind}: the inbox {inbox} ms, the bare page {bare} ms");
        }
    }
    println!("{table}");
    Ok(())
}

async fn measure(stage: &Stage, kind: &str, stalls: &mut Stalls) -> Result<()> {
    let address = format!("{}?kind={kind}", stage.fixture.page("torrent"));
    let control = stage
        .register("Control", &stage.fixture.page("control"))
        .await?;
    let plugin = stage.register("Torrent", &address).await?;
    let agent = stage.admin().await?;
    let rows = agent.rows().await?;
    agent.open(rows.first().context("no conversation")?).await?;
    agent.choose(&control).await?;
    agent.frame_is("verified").await?;
    agent.js::<Value>(WATCH, &[]).await?;
    agent.choose(&plugin).await?;
    stage
        .fixture
        .heard(&stage.fixture.page("torrent"), "begins", 1)
        .await?;
    is_stopped(agent, &plugin).await?;
    stalls[0].push(longest(agent).await?);

    // In another browser: the first one's plugin may go on sending to nobody.
    let bare = stage.fixture.page_abroad("flooded");
    stage
        .stranger()
        .await?
        .goto(format!("{bare}?kind={kind}"))
        .await?;
    let stood = until("a bare page at rest", LONG, async || {
        Ok(stage.fixture.records(&bare, "stood").pop())
    })
    .await?;
    stalls[1].push(stood.data["longest"].as_f64().context("no figure")?);
    Ok(())
}

async fn is_stopped(agent: &Agent, plugin: &Plugin) -> Result<()> {
    let state = format!("{}[data-state=stopped]", hook("frame-state"));
    until(&format!("the end of {}", plugin.name), LONG, async || {
        Ok(agent.shown(&state).await?.map(drop))
    })
    .await
}

async fn longest(agent: &Agent) -> Result<f64> {
    until("a page at rest", LONG, async || {
        agent.js(LONGEST, &[]).await
    })
    .await
}

/// The median, and where there are more than one, the least and the greatest.
fn spread(mut all: Vec<f64>) -> String {
    all.sort_by(f64::total_cmp);
    match all.as_slice() {
        [] => String::new(),
        [one] => format!("{one:.0}"),
        [least, .., greatest] => {
            let median = all[all.len() / 2];
            format!("{median:.0} ({least:.0}-{greatest:.0})")
        }
    }
}
