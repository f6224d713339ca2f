//! The bench of the store stays able to run: all of it, once, in workspaces that take no time.

use std::process::Stdio;

use anyhow::{Context as _, Result};
use tokio::process::Command;

#[tokio::test]
async fn the_bench_of_the_store_fills_its_whole_table() -> Result<()> {
    let ran = Command::new(env!("CARGO_BIN_EXE_store-bench"))
        .args(["1", "10", "20", "30"])
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await?;
    let table = String::from_utf8(ran.stdout)?;
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{table}{said}");
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
