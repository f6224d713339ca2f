//! What `cargo xtask bench webhooks` runs: how long it is from a change to its delivery, beside a bare client that sends as much once the change is
//! answered; what a dead and a slow receiver cost the others; what memory many deliveries take.
//!
//! `webhooks-bench SECONDS DELIVERIES`: how long each measure takes, and how many deliveries the memory is looked at for.

mod receiver;

use std::env;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::api::Api;
use encaixe_tests::measured::Measured;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use receiver::Receiver;

/// How many endpoints there are beside a dead and a slow one.
const OTHERS: usize = 98;

/// Changes a second, each told to all of those.
const FEW: u32 = 2;

/// How many times the two are measured in turns.
const TURNS: u32 = 3;

struct Bench {
    at: Measured,
    /// How many changes there were: each has its own text.
    said: u32,
}

#[tokio::main]
async fn main() -> Result<()> {
    let numbers: Result<Vec<u32>, _> = env::args().skip(1).map(|text| text.parse()).collect();
    let numbers = numbers.context("numbers are expected: seconds, deliveries")?;
    let &[seconds, deliveries] = numbers.as_slice() else {
        anyhow::bail!("how many seconds, and how many deliveries?");
    };
    let mut bench = Bench {
        at: Measured::start().await?,
        said: 0,
    };
    println!(
        "| changes a second | delivered: median, p95 ms | a bare client: median, p95 ms | p95 ratio |"
    );
    println!("|--:|--:|--:|--:|");
    for rate in [50, 200] {
        bench.beside_a_bare_client(rate, seconds).await?;
    }
    bench.beside_bad_ones(seconds).await?;
    bench.memory(deliveries).await
}

impl Bench {
    async fn add(&self, url: &str) -> Result<String> {
        let new = json!({"url": url, "events": ["message.sent"]});
        let made = self.at.api.post("/api/webhooks", &new).await?;
        let id = made["id"].as_str().context("no id")?;
        Ok(format!("/api/webhooks/{id}"))
    }

    async fn remove(&self, endpoint: &str) -> Result<()> {
        self.at
            .api
            .must(Method::DELETE, endpoint, None)
            .await
            .map(drop)
    }

    async fn switch(&self, endpoint: &str, on: bool) -> Result<()> {
        let change = json!({"enabled": on});
        self.at
            .api
            .must(Method::PATCH, endpoint, Some(&change))
            .await
            .map(drop)
    }

    /// Changes something so often; with a bare client, sends it once it is answered.
    async fn change(
        &mut self,
        rate: u32,
        seconds: u32,
        receiver: &Receiver,
        bare: Option<&Api>,
    ) -> Result<()> {
        let mut ticks = interval(Duration::from_secs(1) / rate);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let mut all = Vec::new();
        for _ in 0..rate * seconds {
            ticks.tick().await;
            self.said += 1;
            let text = self.said.to_string();
            receiver.began(&text, Instant::now());
            let (api, bare) = (self.at.api.clone(), bare.cloned());
            all.push(tokio::spawn(async move {
                let said = json!({"type": "text", "text": text});
                let message = api.post("/api/conversations/955/messages", &said).await?;
                if let Some(bare) = bare {
                    let body = json!({"type": "message.sent", "data": {"message": message, "more": "x".repeat(900)}});
                    bare.post("/hooks", &body).await?;
                }
                Ok::<(), anyhow::Error>(())
            }));
        }
        for one in all {
            one.await??;
        }
        Ok(())
    }

    async fn beside_a_bare_client(&mut self, rate: u32, seconds: u32) -> Result<()> {
        let receiver = Receiver::start().await?;
        let bare = Api::new(receiver.base(), None)?;
        let endpoint = self.add(&receiver.url()).await?;
        let (mut by_us, mut by_it) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            for (times, client) in [(&mut by_us, None), (&mut by_it, Some(&bare))] {
                self.switch(&endpoint, client.is_none()).await?;
                self.change(rate, seconds, &receiver, client).await?;
                let count = (rate * seconds) as usize;
                times.extend(receiver.all(count).await?);
            }
        }
        let (ours, its) = (quantile(&mut by_us, 0.95), quantile(&mut by_it, 0.95));
        let (our_half, its_half) = (quantile(&mut by_us, 0.5), quantile(&mut by_it, 0.5));
        println!(
            "| {rate} | {our_half:.1}, {ours:.1} | {its_half:.1}, {its:.1} | {:.2} |",
            ours / its
        );
        self.remove(&endpoint).await
    }

    /// One that refuses connections and one that answers after 30 s, among a hundred.
    async fn beside_bad_ones(&mut self, seconds: u32) -> Result<()> {
        let (receiver, slow) = (
            Receiver::start().await?,
            Receiver::slow(Duration::from_secs(30)).await?,
        );
        let mut good = Vec::new();
        for _ in 0..OTHERS {
            good.push(self.add(&receiver.url()).await?);
        }
        let bad = [
            self.add("http://127.0.0.1:9/").await?,
            self.add(&slow.url()).await?,
        ];
        let (mut without, mut with) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            for (times, on) in [(&mut without, false), (&mut with, true)] {
                for endpoint in &bad {
                    self.switch(endpoint, on).await?;
                }
                self.change(FEW, seconds, &receiver, None).await?;
                let count = (FEW * seconds) as usize * OTHERS;
                times.extend(receiver.all(count).await?);
            }
        }
        let (before, after) = (quantile(&mut without, 0.95), quantile(&mut with, 0.95));
        println!("\n| {OTHERS} endpoints, {FEW} changes a second | p95 ms |\n|---|--:|");
        println!(
            "| alone | {before:.1} |\n| with a dead and a slow one | {after:.1} |\n| ratio | {:.2} |",
            after / before
        );
        for endpoint in good.iter().chain(&bad) {
            self.remove(endpoint).await?;
        }
        Ok(())
    }

    /// What is resident after so many deliveries, in tenths.
    async fn memory(&mut self, deliveries: u32) -> Result<()> {
        let receiver = Receiver::start().await?;
        let mut endpoints = Vec::new();
        for _ in 0..20 {
            endpoints.push(self.add(&receiver.url()).await?);
        }
        let each = u32::try_from(endpoints.len())?;
        println!("\n| deliveries | resident MB |\n|--:|--:|");
        println!("| 0 | {:.1} |", self.resident()?);
        for tenth in 1..=10 {
            let changes = deliveries / 10 / each;
            for _ in 0..changes {
                self.said += 1;
                let said = json!({"type": "text", "text": self.said.to_string()});
                self.at
                    .api
                    .post("/api/conversations/955/messages", &said)
                    .await?;
            }
            let told = timeout(Duration::from_secs(600), async {
                while receiver.count() < (changes * tenth * each) as usize {
                    sleep(Duration::from_millis(50)).await;
                }
            });
            told.await.context("deliveries did not come")?;
            println!("| {} | {:.1} |", changes * tenth * each, self.resident()?);
        }
        let shown: Value = self.at.api.get(&endpoints[0]).await?;
        ensure!(shown["health"]["dead"] == 0, "{shown}");
        Ok(())
    }

    fn resident(&self) -> Result<f64> {
        let id = self.at.server.id().context("the server ended")?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kilobytes: f64 = kilobytes.context("no VmRSS")?.trim().parse()?;
        Ok(kilobytes / 1024.0)
    }
}

/// The value below which that part of them lies, in milliseconds.
fn quantile(times: &mut [f64], part: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list"
    )]
    let place = ((times.len() as f64 * part).ceil() as usize).clamp(1, times.len().max(1)) - 1;
    times.get(place).copied().unwrap_or_default()
}
