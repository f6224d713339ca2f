//! The browser reads the addresses that the server takes as the server does. What the browser takes and the server refuses
//! is the server's to refuse.

use std::collections::BTreeMap;

use anyhow::ensure;
use encaixe_tests::{Engine, in_each_engine};
use serde_json::Value;

/// What the server's parser says of the URL Standard's own inputs; see `src/api/tests/addresses.rs`.
const CASES: &str = include_str!("../../src/api/tests/addresses.json");

/// What an engine reads in another way: what the server refuses as a host is refused whatever the browser says, and a frame of an address
/// that an engine writes in another way is blocked, since its page states another origin.
const DIFFERENCES: &str = include_str!("../../docs/addresses.md");

/// What the browser makes of each.
const READ: &str = "
    const read = (text) => {
        try {
            const url = new URL(text);
            return { href: url.href, origin: url.origin, path: url.pathname };
        } catch {
            return null;
        }
    };
    return JSON.parse(arguments[0]).map((it) => [read(it.input), it.taken === undefined ? null : read(it.taken)])";

in_each_engine! {
    /// A frame's page states its origin and its path as its browser writes them.
    what_the_server_takes_is_read_alike(stage) {
        let agent = stage.admin().await?;
        let cases: Vec<Value> = serde_json::from_str(CASES)?;
        let read: Vec<[Value; 2]> = agent.js(READ, &[CASES.into()]).await?;
        ensure!(read.len() == cases.len(), "{} were read", read.len());
        let mut found = BTreeMap::new();
        let mut taken = 0;
        for (case, [input, written]) in cases.iter().zip(&read) {
            let is_alike = if case["taken"].is_null() {
                case["refused"] != "invalid_host" || input["href"].is_null()
            } else {
                taken += 1;
                [input, written].iter().all(|it| {
                    it["href"] == case["taken"]
                        && it["origin"] == case["origin"]
                        && it["path"] == case["path"]
                })
            };
            if !is_alike {
                found.insert(case["input"].to_string(), input["href"].to_string());
            }
        }
        ensure!(taken > 50, "{taken} are taken");
        let known = known(stage.engine);
        ensure!(found == known, "found are the differences {found:#?}, known are {known:#?}");
        Ok(())
    }
}

/// The rows of the table for an engine: what is typed, and what the engine makes of it, both as JSON.
fn known(engine: Engine) -> BTreeMap<String, String> {
    let column = match engine {
        Engine::Chromium => 2,
        Engine::Firefox => 3,
    };
    let mut rows = BTreeMap::new();
    for line in DIFFERENCES.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().trim_matches('`').trim())
            .collect();
        if let (Some(typed), Some(form)) = (cells.first(), cells.get(column))
            && !form.is_empty()
        {
            rows.insert((*typed).to_owned(), (*form).to_owned());
        }
    }
    rows
}
