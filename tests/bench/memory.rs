//! What the server holds in memory, as the system says it.

use anyhow::{Context as _, Result};
use futures::future::try_join_all;

use crate::visit::Visit;

/// How many pages listen at once.
const STREAMS: usize = 20;

/// What is resident with the page at work, and with so many more streams of live changes.
pub(crate) async fn table(visit: &Visit) -> Result<String> {
    let before = resident(visit)?;
    let streams = try_join_all((0..STREAMS).map(|_| visit.api.stream("/api/events"))).await?;
    let with = resident(visit)?;
    drop(streams);
    Ok(format!(
        "| the server's resident memory | MB |\n|---|--:|\n| with a page at work | {before:.1} |\n| with {STREAMS} more streams | {with:.1} |\n"
    ))
}

fn resident(visit: &Visit) -> Result<f64> {
    let id = visit.server.id().context("the server has ended")?;
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let kilobytes: f64 = kilobytes.context("no VmRSS")?.trim().parse()?;
    Ok(kilobytes / 1_024.0)
}
