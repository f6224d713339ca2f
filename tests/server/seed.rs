//! Made-up conversations, beside a running server and before one.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::{self, Server, fresh_folder};
use serde_json::json;
use tokio::task::yield_now;

use super::{api, fresh};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_folder_is_seeded_and_a_server_lists_and_finds_what_is_in_it() -> Result<()> {
    let data = fresh_folder()?;
    let arguments = ["seed", "--conversations", "600", "--messages", "3"];
    let output = binary::run(data.path(), &arguments).await?;
    let (said, progress) = (
        String::from_utf8(output.stdout)?,
        String::from_utf8(output.stderr)?,
    );
    ensure!(output.status.success(), "{progress}");
    ensure!(said.starts_with("made 600 conversations with "), "{said}");
    ensure!(progress.contains("600 of 600"), "{progress}");

    let server = Server::start(data.path()).await?;
    let agent = api(&data, &server, "agent").await?;
    let (mut before, mut seen) = (String::new(), 0);
    loop {
        let page = agent
            .get(&format!("/api/conversations?limit=200{before}"))
            .await?;
        let rows = page["items"].as_array().context("no list")?;
        seen += rows
            .iter()
            .filter(|row| {
                row["id"]
                    .as_str()
                    .is_some_and(|id| id.starts_with("seed1-"))
            })
            .count();
        match page["next"].as_str() {
            Some(next) => before = format!("&before={next}"),
            None => break,
        }
    }
    ensure!(seen == 600, "{seen}");
    // Names have their accents, and are found without.
    let found = agent.get("/api/conversations?q=joao&limit=200").await?;
    let names: Vec<_> = (found["items"].as_array().into_iter().flatten())
        .filter_map(|row| row["contact"]["name"].as_str())
        .collect();
    ensure!(names.iter().any(|name| name.contains("João")), "{names:?}");

    let again = binary::run(data.path(), &arguments).await?;
    let said = String::from_utf8(again.stdout)?;
    ensure!(said.contains("made 0 conversations"), "{said}");
    ensure!(said.contains("600 of seed 1 were there already"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_goes_on_writing_while_its_folder_is_seeded() -> Result<()> {
    let (data, server) = fresh().await?;
    let agent = api(&data, &server, "agent").await?;
    let folder = data.path().to_owned();
    let seeding =
        tokio::spawn(
            async move { binary::run(&folder, &["seed", "--conversations", "3000"]).await },
        );
    let (mut written, mut longest) = (0, Duration::ZERO);
    while !seeding.is_finished() {
        let since = Instant::now();
        let note = json!({"type": "note", "text": format!("beside {written}")});
        agent.post("/api/conversations/955/messages", &note).await?;
        longest = longest.max(since.elapsed());
        written += 1;
        yield_now().await;
    }
    let output = seeding.await??;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    ensure!(written >= 5, "only {written} were written");
    ensure!(longest < Duration::from_secs(8), "one took {longest:?}");
    ensure!(
        agent.get("/api/conversations/seed1-2999").await?["id"] == "seed1-2999",
        "it does not see them"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_that_cannot_be_meant_are_refused() -> Result<()> {
    let data = fresh_folder()?;
    for (arguments, word) in [
        (vec!["seed"], "--conversations"),
        (vec!["seed", "--conversations", "0"], "0"),
        (vec!["seed", "--conversations", "9", "--messages", "0"], "0"),
        (vec!["seed", "--conversations", "many"], "many"),
    ] {
        let why = binary::complaint(data.path(), &arguments).await?;
        ensure!(why.contains(word), "{arguments:?}: {why}");
    }
    ensure!(std::fs::read_dir(data.path())?.next().is_none());
    Ok(())
}
