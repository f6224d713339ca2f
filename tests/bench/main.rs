//! What `cargo xtask bench page` runs: two servers, one over few conversations and one over many, and a browser at each. What
//! is measured is the finished page at the finished server; what is told are ratios of the same round.

mod figures;
mod memory;
mod size;
mod start;
mod visit;

use std::env;

use anyhow::{Context as _, Result, ensure};

use figures::{Row, table};
use visit::Visit;

/// How many conversations are few, and how many are many.
const FEW: u32 = 50;
const MANY: u32 = 50_000;

/// How many times as long it may take among many.
const BOUND: f64 = 1.5;

/// Rounds before those that count.
const WARMUP: u32 = 2;

#[tokio::main]
async fn main() -> Result<()> {
    let rounds: u32 = env::args().nth(1).map_or(Ok(15), |text| text.parse())?;
    ensure!(rounds > 0, "the number of rounds must be 1 or more");
    let [few, many] = [Visit::begin(FEW).await?, Visit::begin(MANY).await?];
    let mut rows = [
        Row::new("from click to messages shown", "ms"),
        Row::new("from click to the plugin's event", "ms"),
        Row::new("frame while the list scrolls, median", "ms"),
        Row::new("frame while the list scrolls, 95 of 100", "ms"),
    ];
    for round in 0..WARMUP + rounds {
        // Who comes first changes, so that what slows the machine slows both.
        let (small, large) = if round % 2 == 0 {
            let small = few.round(round).await?;
            (small, many.round(round).await?)
        } else {
            let large = many.round(round).await?;
            (few.round(round).await?, large)
        };
        if round >= WARMUP {
            for ((row, small), large) in rows.iter_mut().zip(small).zip(large) {
                row.add(small, large);
            }
        }
    }
    println!("{}", table(&rows, FEW, MANY, BOUND));
    println!(
        "rows in the document at once, at most: {}",
        many.most_rows().await?
    );
    println!(
        "{}",
        memory::table(&many).await.context("the server's memory")?
    );
    println!("{}", size::table().context("the page's size")?);
    if let Some(bare) = env::var_os("ENCAIXE_BARE") {
        let table = start::table(bare.as_ref(), &few, WARMUP, rounds).await;
        println!("{}", table.context("the page's start")?);
    }
    few.end().await?;
    many.end().await
}
