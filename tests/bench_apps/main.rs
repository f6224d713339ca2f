//! What `cargo xtask bench apps` runs: what signing adds to a call of an app on this machine, beside the same call without; how long the worst
//! file that is taken is read until everything is said of it.
//!
//! `apps-bench ROUNDS`: how many times each measure is taken.

mod shop;
#[path = "../../src/api/tests/descriptors/worst.rs"]
mod worst;

use std::env;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::binary::{self, fresh_folder};
use encaixe_tests::measured::Measured;
use reqwest::Method;
use serde_json::{Value, json};

use shop::Shop;

/// How many calls are one measure.
const CALLS: u32 = 20;

/// What signing may add: the ratio to a call without.
const MOST_RATIO: f64 = 1.1;

/// How long the worst file may take, in milliseconds.
const MOST_MS: f64 = 200.0;

/// The bounds of a file: see `docs/app-descriptors.md`.
const MAX_BYTES: usize = 262_144;
const MAX_FIELDS: usize = 1_000;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds = env::args().nth(1).context("how many rounds?")?;
    let rounds: u32 = rounds.parse().context("how many rounds?")?;
    let measured = Measured::start().await?;
    signing(&measured.api, rounds).await?;
    worst(&measured.api, rounds).await
}

/// Each kind of authentication beside none, in turns: a ratio is taken within a round.
async fn signing(api: &Api, rounds: u32) -> Result<()> {
    let shop = Shop::start().await?;
    let kinds = shop.connect(api).await?;
    let mut times = vec![Vec::new(); kinds.len()];
    // The first round does not count.
    for round in 0..=rounds as usize {
        for turn in 0..kinds.len() {
            let at = (turn + round) % kinds.len();
            let began = Instant::now();
            for _ in 0..CALLS {
                call(api, kinds[at]).await?;
            }
            if round > 0 {
                times[at].push(began.elapsed().as_secs_f64() * 1_000.0 / f64::from(CALLS));
            }
        }
    }
    println!("| a call | ms | quartiles | to one without | quartiles | |");
    println!("|---|--:|--:|--:|--:|---|");
    let without = times[0].clone();
    for (kind, times) in kinds.iter().zip(&mut times) {
        let mut ratios: Vec<f64> = times
            .iter()
            .zip(&without)
            .map(|(one, none)| one / none)
            .collect();
        let (ms, ratio) = (Spread::of(times), Spread::of(&mut ratios));
        println!(
            "| {kind} | {:.3} | {:.3}-{:.3} | {:.3} | {:.3}-{:.3} | {} |",
            ms.median,
            ms.lower,
            ms.upper,
            ratio.median,
            ratio.lower,
            ratio.upper,
            verdict(ratio.median, MOST_RATIO)
        );
    }
    Ok(())
}

async fn call(api: &Api, kind: &str) -> Result<()> {
    let path = format!("/api/apps/{kind}/request");
    let answer = api
        .post(&path, &json!({"path": "/orders", "query": {"page": "2"}}))
        .await?;
    ensure!(answer["status"] == 200, "{kind}: {answer}");
    Ok(())
}

/// The worst file: as the page asks about it, and as an author does.
async fn worst(api: &Api, rounds: u32) -> Result<()> {
    let text = worst::worst_file(MAX_BYTES, MAX_FIELDS);
    ensure!(text.len() <= MAX_BYTES, "it is too long to be read");
    let folder = fresh_folder()?;
    let file = folder.path().join("app.json");
    std::fs::write(&file, &text)?;
    let files = json!({"descriptor": text});
    let file = file.display().to_string();
    let (mut by_api, mut by_hand, mut count) = (Vec::new(), Vec::new(), 0);
    for round in 0..=rounds {
        let began = Instant::now();
        let told = api.bytes(Method::POST, "/api/apps/check", Some(&files));
        let (_, told) = told.await?;
        // Reading it is this program's own work, which is not optimised.
        let asked = began.elapsed();
        let told: Value = serde_json::from_slice(&told)?;
        count = told["problems"].as_array().context("no problems")?.len();
        let began = Instant::now();
        let output = binary::command(["app", "check", &file]).output().await?;
        let run = began.elapsed();
        ensure!(output.status.code() == Some(1), "{:?}", output.status);
        if round > 0 {
            by_api.push(asked.as_secs_f64() * 1_000.0);
            by_hand.push(run.as_secs_f64() * 1_000.0);
        }
    }
    println!("\n| {count} problems in the worst file | ms | quartiles | |\n|---|--:|--:|---|");
    for (how, mut times) in [("by the API", by_api), ("by the command line", by_hand)] {
        let ms = Spread::of(&mut times);
        println!(
            "| {how} | {:.1} | {:.1}-{:.1} | {} |",
            ms.median,
            ms.lower,
            ms.upper,
            verdict(ms.median, MOST_MS)
        );
    }
    Ok(())
}

fn verdict(found: f64, most: f64) -> String {
    let held = if found <= most { "held" } else { "MISSED" };
    format!("at most {most}: {held}")
}

/// The median of figures, with the quartiles.
struct Spread {
    lower: f64,
    median: f64,
    upper: f64,
}

impl Spread {
    fn of(figures: &mut [f64]) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |quarter: usize| {
            let place = figures.len().saturating_sub(1) * quarter / 4;
            figures.get(place).copied().unwrap_or_default()
        };
        Self {
            lower: at(1),
            median: at(2),
            upper: at(3),
        }
    }
}
