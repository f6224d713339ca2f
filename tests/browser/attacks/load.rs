//! Pages that never come, never rest or never stop.

use std::time::Duration;

use anyhow::{Result, ensure};
use encaixe_tests::wait::until;
use encaixe_tests::{Agent, scenario};

use super::Attack;

/// The time that a page has for its hello, and some more.
const PATIENCE: Duration = Duration::from_secs(25);

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_never_answers_fails_and_the_inbox_stays_usable() -> Result<()> {
    scenario(async |stage| {
        let attack = Attack::begin(stage, &format!("{}/never", stage.fixture.home)).await?;
        attack.open(1).await?;
        fails(attack.agent).await?;
        attack.inbox_is_usable().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hangs_before_its_hello_fails_and_the_inbox_stays_usable() -> Result<()> {
    scenario(async |stage| {
        let page = on_a_site_of_its_own("hang_before", &stage.fixture.home);
        let attack = Attack::begin(stage, &page).await?;
        stage.fixture.heard(&page, "alive", 1).await?;
        attack.open(1).await?;
        fails(attack.agent).await?;
        attack.inbox_is_usable().await?;
        attack.told_nothing(&page).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hangs_once_welcome_leaves_the_inbox_usable() -> Result<()> {
    scenario(async |stage| {
        let page = on_a_site_of_its_own("hang_after", &stage.fixture.home);
        let attack = Attack::begin(stage, &page).await?;
        stage.fixture.heard(&page, "port", 1).await?;
        attack.open(1).await?;
        attack.agent.unselect().await?;
        attack.inbox_is_usable().await
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_calls_is_rate_limited_and_the_inbox_stays_usable() -> Result<()> {
    scenario(async |stage| {
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
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_beyond_the_limit_is_refused_and_the_next_one_taken() -> Result<()> {
    scenario(async |stage| {
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
    })
    .await
}

async fn fails(agent: &Agent) -> Result<()> {
    until("the state failed", PATIENCE, async || {
        Ok((agent.frame_state().await? == "failed").then_some(()))
    })
    .await
}

/// The page's address under a name that is another site than the inbox and the control, so that the browser gives
/// the page a process of its own to hang.
fn on_a_site_of_its_own(name: &str, home: &str) -> String {
    format!(
        "{}/pages/{name}",
        home.replace("127.0.0.1", "hang.localhost")
    )
}
