//! What `cargo xtask bench store` runs: one server each over three sizes of a workspace, asked the same in turns. What is told is how long an
//! answer takes, and how many times as long among the most conversations as among the fewest in the same round.

mod asked;
mod table;

use std::env;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, Server, fresh_folder};
use tempfile::TempDir;

use asked::{Ask, QUESTIONS, SEARCHES, drawn, message};
use table::{quantile, row, row_of};

/// How many conversations there are.
const SIZES: [u32; 3] = [5_000, 50_000, 500_000];

/// Rounds before those that count.
const WARMUP: u32 = 2;

/// How many searches are drawn.
const DRAWN: usize = 200;

/// A workspace of one size, with its server.
struct Sized {
    api: Api,
    _server: Server,
    folder: TempDir,
}

#[tokio::main]
async fn main() -> Result<()> {
    let rounds: u32 = env::args().nth(1).map_or(Ok(15), |text| text.parse())?;
    let most: u32 = env::args()
        .nth(2)
        .map_or(Ok(SIZES[2]), |text| text.parse())?;
    ensure!(rounds > 0, "the number of rounds must be 1 or more");
    let mut all = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        all.push(begin(size).await?);
    }
    println!("| | {} ratio |", heads(&SIZES[..all.len()]));
    println!("|---|{}--:|", "--:|".repeat(all.len()));
    let asks = QUESTIONS.iter().map(|(name, query)| Ask::get(name, query));
    let searches = SEARCHES.iter().map(|(name, query)| Ask::get(name, query));
    for ask in asks.chain(searches) {
        println!("{}", row(ask.name, &measured(&all, &ask, rounds).await?));
    }
    for (name, is_new) in [
        ("a message comes in, to an open conversation", false),
        ("a message comes in from somebody new", true),
    ] {
        let mut times = vec![Vec::new(); all.len()];
        for round in 0..WARMUP + rounds * 4 {
            for (place, one) in all.iter().enumerate() {
                let took = one.time(&message(round, is_new)).await?;
                if round >= WARMUP {
                    times[place].push(took);
                }
            }
        }
        println!("{}", row(name, &times));
    }
    let mut drawn_times = Vec::new();
    for one in &all {
        let queries = drawn(&one.api, DRAWN).await?;
        let mut times = Vec::new();
        for query in &queries {
            let ask = Ask::get("", query);
            one.time(&ask).await?;
            times.push(one.time(&ask).await?);
        }
        drawn_times.push(times);
    }
    for (name, part) in [
        ("200 drawn searches, median", 0.5),
        ("200 drawn searches, 95 of 100", 0.95),
        ("200 drawn searches, the longest", 1.0),
    ] {
        let at: Vec<f64> = drawn_times
            .iter()
            .map(|times| quantile(times, part))
            .collect();
        println!("{}", row_of(name, &at));
    }
    let sizes: Result<Vec<f64>> = all.iter().map(|one| bytes(one.folder.path())).collect();
    println!("{}", row_of("the data folder, MB", &sizes?));
    Ok(())
}

fn heads(sizes: &[u32]) -> String {
    sizes.iter().map(|size| format!("{size} | ")).collect()
}

async fn begin(size: u32) -> Result<Sized> {
    let folder = fresh_folder()?;
    let data = folder.path().join("data");
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
        folder,
    })
}

/// How long each answer took, by size; who comes first changes with the round.
async fn measured(all: &[Sized], ask: &Ask, rounds: u32) -> Result<Vec<Vec<f64>>> {
    let mut times = vec![Vec::new(); all.len()];
    for round in 0..WARMUP + rounds {
        for step in 0..all.len() {
            let place = (step + round as usize) % all.len();
            let one = all.get(place).context("no such size")?;
            let took = one.time(ask).await?;
            if round >= WARMUP {
                times[place].push(took);
            }
        }
    }
    Ok(times)
}

impl Sized {
    /// Milliseconds until the whole answer is there.
    async fn time(&self, ask: &Ask) -> Result<f64> {
        let begun = Instant::now();
        self.api
            .must(ask.method.clone(), &ask.path, ask.body.as_ref())
            .await?;
        let took: Duration = begun.elapsed();
        Ok(took.as_secs_f64() * 1_000.0)
    }
}

fn bytes(folder: &Path) -> Result<f64> {
    let file = folder.join("data").join("encaixe.db");
    Ok(file.metadata()?.len() as f64 / 1e6)
}
