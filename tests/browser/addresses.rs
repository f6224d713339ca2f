//! The browser reads the addresses that the server takes as the server does. What the browser takes and the server refuses
//! is the server's to refuse.

use std::fmt::Write as _;

use anyhow::{Context as _, ensure};
use encaixe_tests::in_each_engine;
use serde_json::Value;

/// What the server's parser says of the URL Standard's own inputs; see `src/api/tests/addresses.rs`.
const CASES: &str = include_str!("../../src/api/tests/addresses.json");

/// What an engine writes in another way, each a host that no name server has: Chromium encodes the `*` of a host. A frame of
/// such an address is blocked, since its page states another origin.
const WRITTEN_OTHERWISE: [&str; 1] = ["https://!\"$&'()*+,-.;=_`{}~/"];

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
        let mut wrong = String::new();
        let mut taken = 0;
        for (case, [input, written]) in cases.iter().zip(&read) {
            if case["taken"].is_null() {
                continue;
            }
            taken += 1;
            let is_alike = [input, written].iter().all(|it| {
                it["href"] == case["taken"]
                    && it["origin"] == case["origin"]
                    && it["path"] == case["path"]
            });
            let is_known = WRITTEN_OTHERWISE
                .iter()
                .any(|known| case["taken"] == *known);
            if !is_alike && !is_known {
                writeln!(wrong, "{case}: {input}, {written}").context("writing")?;
            }
        }
        ensure!(taken > 50, "{taken} are taken");
        ensure!(wrong.is_empty(), "read in another way:\n{wrong}");
        Ok(())
    }
}
