//! The program is killed at moments that nobody chose: what it answered for is there once, and nothing is broken.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use encaixe_tests::database::column;
use encaixe_tests::wait::SOON;
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{api, fresh};

/// Conversations of the demo workspace that are open.
const TALKS: [&str; 2] = ["955", "954"];

const WRITERS: usize = 6;

const ROUNDS: usize = 6;

/// A moment below that, another one at each call.
fn sometime(below: Duration) -> Duration {
    let chance = RandomState::new().hash_one(Instant::now());
    below.mul_f64(f64::from(u32::try_from(chance >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX))
}

/// Sends messages one after another until no answer comes: those that 201 was answered for, and the last one, of which
/// nobody knows.
async fn write(agent: Api, talk: &'static str, name: String) -> (Vec<String>, String) {
    let mut answered = Vec::new();
    loop {
        let text = format!("{name}-{}", answered.len());
        let path = format!("/api/conversations/{talk}/messages");
        let body = json!({"type": "text", "text": text});
        match agent.send(Method::POST, &path, Some(&body)).await {
            Ok((StatusCode::CREATED, message)) if message["text"] == text => answered.push(text),
            _ => return (answered, text),
        }
    }
}

/// How often each text is in the conversations, as the API tells it.
async fn texts(agent: &Api) -> Result<BTreeMap<String, usize>> {
    let mut found = BTreeMap::new();
    for talk in TALKS {
        let mut before = String::new();
        loop {
            let path = format!("/api/conversations/{talk}/messages?limit=200{before}");
            let page = agent.get(&path).await?;
            for message in page["items"].as_array().context("no list")? {
                let text = message["text"].as_str().unwrap_or_default();
                *found.entry(text.to_owned()).or_default() += 1;
            }
            match page["next"].as_str() {
                Some(next) => before = format!("&before={next}"),
                None => break,
            }
        }
    }
    Ok(found)
}

async fn must_be_sound(data: &Path) -> Result<()> {
    let found = column(data, "PRAGMA integrity_check", &[]).await?;
    ensure!(found == ["ok"], "{found:?}");
    let stray = column(data, "SELECT \"table\" FROM pragma_foreign_key_check", &[]).await?;
    ensure!(stray.is_empty(), "{stray:?}");
    Ok(())
}

async fn count(data: &Path, sql: &str) -> Result<u32> {
    let found = column(data, &format!("SELECT CAST(({sql}) AS TEXT)"), &[]).await?;
    Ok(found.first().context("no row")?.parse()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_that_was_answered_for_is_there_once_after_each_kill() -> Result<()> {
    let data = fresh_folder()?;
    let (mut answered, mut open) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let mut server = Server::start(data.path()).await?;
        let agent = api(&data, &server, "agent").await?;
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let name = format!("golpe{round}x{writer}");
                tokio::spawn(write(agent.clone(), TALKS[writer % TALKS.len()], name))
            })
            .collect();
        let moment = Duration::from_millis(80) + sometime(Duration::from_millis(700));
        tokio::time::sleep(moment).await;
        server.kill().await?;
        for writer in writers {
            let (done, last) = writer.await?;
            answered.extend(done);
            open.push(last);
        }
        must_be_sound(data.path())
            .await
            .with_context(|| format!("killed after {moment:?}"))?;

        let mut server = Server::start(data.path()).await?;
        let agent = api(&data, &server, "agent").await?;
        let found = texts(&agent).await?;
        for text in &answered {
            ensure!(
                found.get(text) == Some(&1),
                "{text} is there {:?} times, killed after {moment:?}",
                found.get(text)
            );
        }
        let others: Vec<_> = found
            .iter()
            .filter(|(text, _)| text.starts_with("golpe") && !answered.contains(text))
            .collect();
        ensure!(
            others
                .iter()
                .all(|(text, times)| open.contains(text) && **times == 1),
            "{others:?} were never sent, or twice"
        );
        server.kill().await?;
    }
    ensure!(answered.len() >= ROUNDS * WRITERS, "{}", answered.len());
    // The search knows the last of them as well.
    let server = Server::start(data.path()).await?;
    let agent = api(&data, &server, "agent").await?;
    let last = answered.last().context("nothing was answered for")?;
    let word = last.split('-').next().unwrap_or_default();
    let hits = agent.get(&format!("/api/conversations?q={word}")).await?;
    ensure!(
        hits["items"].as_array().is_some_and(|rows| rows.len() == 1),
        "{hits}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_or_a_seed_that_was_killed_leaves_a_folder_that_goes_on() -> Result<()> {
    let arguments = ["seed", "--conversations", "4000"];
    // From the making of the tables to the middle of the batches.
    for below in [20, 60, 200, 600, 2_000] {
        let data = fresh_folder()?;
        let moment = sometime(Duration::from_millis(below));
        binary::cut_off(data.path(), &arguments, moment).await?;
        let server = Server::start(data.path())
            .await
            .with_context(|| format!("killed after {moment:?}"))?;
        let agent = api(&data, &server, "agent").await?;
        let rows = agent.get("/api/conversations").await?;
        ensure!(
            rows["items"]
                .as_array()
                .is_some_and(|rows| rows.len() >= 14),
            "{rows}"
        );
        must_be_sound(data.path()).await?;

        let seeded = "SELECT COUNT(*) FROM conversation WHERE id LIKE 'seed1-%'";
        let there = count(data.path(), seeded).await?;
        ensure!(there.is_multiple_of(500), "{there} after {moment:?}");
        let more = (there + 10).to_string();
        let said = binary::run(data.path(), &["seed", "--conversations", &more]).await?;
        let said = String::from_utf8(said.stdout)?;
        ensure!(said.starts_with("made 10 conversations"), "{said}");
        let silent = "SELECT COUNT(*) FROM conversation c WHERE NOT EXISTS
            (SELECT 1 FROM message m WHERE m.conversation_id = c.id)";
        ensure!(count(data.path(), silent).await? == 0);
    }
    Ok(())
}

/// A folder with so many more conversations, and how many those are in all.
async fn seeded(number: &str) -> Result<(tempfile::TempDir, u32)> {
    let (data, mut server) = fresh().await?;
    server.terminate(SOON).await?;
    let output = binary::run(data.path(), &["seed", "--conversations", number]).await?;
    ensure!(output.status.success());
    let all = count(data.path(), "SELECT COUNT(*) FROM conversation").await?;
    Ok((data, all))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_or_a_restore_that_was_killed_leaves_the_whole_or_what_was_there() -> Result<()> {
    const CONVERSATIONS: &str = "SELECT COUNT(*) FROM conversation";
    let (data, many) = seeded("1500").await?;
    let kept = fresh_folder()?;
    let file = |name: &str| kept.path().join(name).to_string_lossy().into_owned();
    let whole = file("whole.db");
    let since = Instant::now();
    binary::line(data.path(), &["backup", &whole]).await?;
    let took = since.elapsed();
    let mut killed = 0;
    for round in 0..8 {
        let name = file(&format!("{round}.db"));
        let moment = sometime(took);
        killed += usize::from(binary::cut_off(data.path(), &["backup", &name], moment).await?);
        must_be_sound(data.path()).await?;
        if Path::new(&name).exists() {
            let other = fresh_folder()?;
            binary::line(other.path(), &["restore", &name])
                .await
                .with_context(|| format!("half a file after {moment:?} of {took:?}"))?;
            ensure!(count(other.path(), CONVERSATIONS).await? == many);
        }
    }
    ensure!(killed > 0, "every backup was too quick");

    let (few_in, few) = seeded("100").await?;
    let little = file("little.db");
    binary::line(few_in.path(), &["backup", &little]).await?;
    let since = Instant::now();
    let first = binary::run(few_in.path(), &["restore", &whole, "--force"]).await?;
    ensure!(first.status.success());
    let took = since.elapsed();
    let mut killed = 0;
    for round in 0..12 {
        let (from, wanted) = if round % 2 == 0 {
            (&little, few)
        } else {
            (&whole, many)
        };
        let before = count(few_in.path(), CONVERSATIONS).await?;
        let moment = sometime(took);
        let arguments = ["restore", from.as_str(), "--force"];
        let was_killed = binary::cut_off(few_in.path(), &arguments, moment).await?;
        killed += usize::from(was_killed);
        must_be_sound(few_in.path()).await?;
        let after = count(few_in.path(), CONVERSATIONS).await?;
        ensure!(
            after == wanted || (was_killed && after == before),
            "{after} after {moment:?} of {took:?}: neither {before} nor {wanted}"
        );
    }
    ensure!(killed > 0, "every restore was too quick");
    let mut server = Server::start(few_in.path()).await?;
    let agent = api(&few_in, &server, "agent").await?;
    ensure!(agent.get("/api/conversations/955").await?["id"] == "955");
    // What a kill left behind is tidied up by the next one.
    server.kill().await?;
    let last = binary::run(few_in.path(), &["restore", &little, "--force"]).await?;
    ensure!(
        last.status.success(),
        "{:?}",
        String::from_utf8_lossy(&last.stderr)
    );
    let stage = fs::read_dir(few_in.path())?
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .any(|name| name == "restoring");
    ensure!(!stage);
    Ok(())
}
