//! What `cargo xtask bench store` runs: one server each over several sizes of a workspace, asked the same in turns. What is told is how long an
//! answer takes, and how many times as long among the most conversations as among the fewest in the same round.
//!
//! `store-bench ROUNDS SIZE...`; with `ENCAIXE_BENCH_FOLDER` the workspaces stay there, and those that are there are used.

mod asked;
mod table;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use serde_json::Value;
use tempfile::TempDir;

use asked::{Ask, CONTACTS, QUESTIONS, SEARCHES, drawn, message};
use table::{quantile, row, row_of};

/// Rounds before those that count.
const WARMUP: u32 = 2;

/// How many searches are drawn.
const DRAWN: usize = 200;

/// A workspace of one size, with its server.
struct Sized {
    api: Api,
    _server: Server,
    data: PathBuf,
    _folder: Option<TempDir>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let numbers: Result<Vec<u32>, _> = env::args().skip(1).map(|text| text.parse()).collect();
    let numbers = numbers.context("numbers are expected: how many rounds, then the sizes")?;
    let (rounds, sizes) = numbers.split_first().context("how many rounds?")?;
    let rounds = *rounds;
    ensure!(rounds > 0, "the number of rounds must be 1 or more");
    ensure!(!sizes.is_empty(), "which sizes?");
    let mut all = Vec::new();
    for size in sizes {
        all.push(begin(*size).await?);
    }
    println!("| | {} ratio | rows |", heads(sizes));
    println!("|---|{}--:|--:|", "--:|".repeat(all.len()));
    let asks = QUESTIONS.iter().map(|(name, query)| Ask::get(name, query));
    let searches = SEARCHES.iter().map(|(name, query)| Ask::get(name, query));
    let contacts = CONTACTS
        .iter()
        .map(|(name, query)| Ask::contacts(name, query));
    for ask in asks.chain(searches).chain(contacts) {
        let (times, found) = measured(&all, &ask, rounds).await?;
        println!("{}", row(&ask.name, &times, &found));
        if let Some(short) = shortest(&found) {
            let ask = ask.limited(short);
            let (times, found) = measured(&all, &ask, rounds).await?;
            println!("{}", row(&ask.name, &times, &found));
        }
    }
    for (name, is_new) in [
        ("a message comes in, to an open conversation", false),
        ("a message comes in from somebody new", true),
    ] {
        let mut times = vec![Vec::new(); all.len()];
        for round in 0..WARMUP + rounds * 4 {
            for (place, one) in all.iter().enumerate() {
                let (took, _) = one.time(&message(round, is_new)).await?;
                if round >= WARMUP {
                    times[place].push(took);
                }
            }
        }
        println!("{}", row(name, &times, &[]));
    }
    let mut drawn_times = Vec::new();
    for one in &all {
        let count = DRAWN.min(sizes[0] as usize);
        let queries = drawn(&one.api, count).await?;
        let mut times = Vec::new();
        for query in &queries {
            let ask = Ask::get("", query);
            one.time(&ask).await?;
            times.push(one.time(&ask).await?.0);
        }
        drawn_times.push(times);
    }
    for (name, part) in [
        ("drawn searches, median", 0.5),
        ("drawn searches, 95 of 100", 0.95),
        ("drawn searches, the longest", 1.0),
    ] {
        let at: Vec<f64> = drawn_times
            .iter()
            .map(|times| quantile(times, part))
            .collect();
        println!("{}", row_of(name, &at));
    }
    let sizes: Result<Vec<f64>> = all.iter().map(|one| bytes(&one.data)).collect();
    println!("{}", row_of("the data folder, MB", &sizes?));
    Ok(())
}

/// How many rows the least workspace found, where another found more: what is shown costs too, however it was found.
fn shortest(found: &[usize]) -> Option<usize> {
    let least = found.first().copied().filter(|least| *least > 0)?;
    found.iter().any(|rows| *rows > least).then_some(least)
}

fn heads(sizes: &[u32]) -> String {
    sizes.iter().map(|size| format!("{size} | ")).collect()
}

async fn begin(size: u32) -> Result<Sized> {
    let (data, folder) = match env::var_os("ENCAIXE_BENCH_FOLDER") {
        Some(kept) => (PathBuf::from(kept).join(size.to_string()), None),
        None => {
            let folder = fresh_folder()?;
            (folder.path().join("data"), Some(folder))
        }
    };
    let begun = Instant::now();
    let seeded = binary::command(["seed", "--conversations", &size.to_string(), "--data"])
        .arg(&data)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .await?;
    ensure!(seeded.status.success(), "seeding failed: {seeded:?}");
    eprintln!(
        "{size} conversations were made in {:.0} s",
        begun.elapsed().as_secs_f64()
    );
    let server = Server::start(&data).await?;
    let token = binary::line(
        &data,
        &["token", "create", "--name", "bench", "--role", "agent"],
    )
    .await?;
    let api = Api::new(&server.page, Some(&token))?;
    Ok(Sized {
        api,
        _server: server,
        data,
        _folder: folder,
    })
}

/// How long each answer took, and how many rows it had, by size; who comes first changes with the round.
async fn measured(all: &[Sized], ask: &Ask, rounds: u32) -> Result<(Vec<Vec<f64>>, Vec<usize>)> {
    let mut times = vec![Vec::new(); all.len()];
    let mut rows = vec![0; all.len()];
    for round in 0..WARMUP + rounds {
        for step in 0..all.len() {
            let place = (step + round as usize) % all.len();
            let one = all.get(place).context("no such size")?;
            let (took, found) = one.time(ask).await?;
            rows[place] = found;
            if round >= WARMUP {
                times[place].push(took);
            }
        }
    }
    Ok((times, rows))
}

impl Sized {
    /// Milliseconds until the whole answer is there, and how many rows a list had.
    async fn time(&self, ask: &Ask) -> Result<(f64, usize)> {
        let begun = Instant::now();
        let answer = self
            .api
            .bytes(ask.method.clone(), &ask.path, ask.body.as_ref());
        let (status, answer) = answer.await?;
        let took: Duration = begun.elapsed();
        ensure!(status.is_success(), "{} gave {status}", ask.path);
        let answer: Value = serde_json::from_slice(&answer)?;
        let rows = answer["items"].as_array().map_or(0, Vec::len);
        Ok((took.as_secs_f64() * 1_000.0, rows))
    }
}

fn bytes(data: &Path) -> Result<f64> {
    let file = data.join("encaixe.db");
    Ok(file.metadata()?.len() as f64 / 1e6)
}
