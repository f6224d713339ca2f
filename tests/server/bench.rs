//! Benches stay able to run: all of the store's, once, in workspaces that take no time; all of the webhooks', for a second each; all of
//! the apps', once.

use std::process::Stdio;

use anyhow::{Context as _, Result, ensure};
use tokio::process::Command;

/// What a bench prints.
async fn run(program: &str, arguments: &[&str]) -> Result<String> {
    let ran = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await?;
    let table = String::from_utf8(ran.stdout)?;
    let said = String::from_utf8_lossy(&ran.stderr);
    ensure!(ran.status.success(), "{table}{said}");
    Ok(table)
}

#[tokio::test]
async fn the_bench_of_webhooks_fills_its_tables() -> Result<()> {
    let tables = run(env!("CARGO_BIN_EXE_webhooks-bench"), &["1", "200"]).await?;
    let rows = |begin: &str| {
        tables
            .lines()
            .filter(|line| line.starts_with(begin))
            .count()
    };
    for row in [
        "| 50 |",
        "| 200 |",
        "| alone |",
        "| with a dead and a slow one |",
    ] {
        ensure!(rows(row) >= 1, "{row}: {tables}");
    }
    let figures = tables.lines().flat_map(|line| line.split(['|', ',']));
    let figures: Vec<f64> = figures
        .filter_map(|text| text.trim().parse().ok())
        .collect();
    ensure!(
        figures.len() >= 30 && figures.iter().all(|one| one.is_finite()),
        "{tables}"
    );
    Ok(())
}

#[tokio::test]
async fn the_bench_of_apps_fills_its_tables() -> Result<()> {
    let tables = run(env!("CARGO_BIN_EXE_apps-bench"), &["1"]).await?;
    for row in [
        "no_auth",
        "pass_through_header",
        "pass_through_query_string",
        "basic_auth",
        "oauth_2",
        "by the API",
        "by the command line",
    ] {
        let line = tables.lines().find(|line| line.contains(row));
        let line = line.with_context(|| format!("no {row}: {tables}"))?;
        let figures: Vec<f64> = line
            .split(['|', '-'])
            .filter_map(|text| text.trim().parse().ok())
            .collect();
        ensure!(
            !figures.is_empty() && figures.iter().all(|one| one.is_finite() && *one > 0.0),
            "{line}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_bench_of_the_store_fills_its_whole_table() -> Result<()> {
    let table = run(env!("CARGO_BIN_EXE_store-bench"), &["1", "10", "20", "30"]).await?;
    let mut lines = table.lines();
    let head = lines.next().context("no table")?;
    assert!(head.contains("10") && head.contains("30"), "{head}");
    assert!(lines.clone().count() > 30, "{table}");
    for line in lines.skip(1) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 8, "{line}");
        let figures = &cells[2..6];
        let all_read = figures
            .iter()
            .all(|cell| cell.parse().is_ok_and(f64::is_finite));
        assert!(all_read, "{line}");
    }
    Ok(())
}
