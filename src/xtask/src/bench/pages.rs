//! What the bench's server serves: a page that runs it, a host page and a plugin page for each peer, and those of the start.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::build::{Built, scripts};
use crate::node::Tools;
use crate::workspace::Workspace;

use super::http::{Caching, Files};

/// Who is measured. `limit` and `window` are the browser's own means, bare.
pub(super) const PEERS: [&str; 8] = [
    "limit",
    "ours",
    "penpal",
    "comlink",
    "front",
    "post-robot",
    "postmate",
    "window",
];

/// How long the large answer is at least, in bytes of its text.
const LARGE: usize = 4096;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    /// Rounds before those that count.
    pub(super) warmup: u32,
    pub(super) rounds: u32,
    /// Calls in a turn, one after the other.
    pub(super) calls: u32,
    /// Events in a row.
    pub(super) events: u32,
    /// Connected plugins of the fan-out.
    pub(super) frames: u32,
    /// Turns in a round, for calls and fan-outs.
    pub(super) turns: u32,
}

/// What the pages are made of.
pub(super) struct Parts<'a> {
    pub(super) tools: &'a Tools,
    /// The `node_modules` of the peers.
    pub(super) packages: &'a Path,
    /// The SDK for a script tag.
    pub(super) kinbox: &'a [u8],
    /// The host of the bench.
    pub(super) host: &'a Built,
}

/// Everything that is served but `config.json`.
pub(super) fn files(workspace: &Workspace, parts: &Parts<'_>) -> Result<Files> {
    let folder = workspace.path("src/xtask/bench/frame");
    let source = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let mut files = Files::default();
    files.add("/", source("runner.html")?);
    files.add("/runner.js", source("runner.js")?);
    files.add(
        "/bench.js",
        scripts::module(&parts.host.glue, &parts.host.snippets)?,
    );
    files.add("/bench.wasm", parts.host.wasm.as_slice());
    for peer in PEERS {
        for side in ["host", "plugin"] {
            let text = parts.tools.bundle(
                &source(&format!("{side}/{peer}.js"))?,
                &folder.join(side),
                parts.packages,
                &["--format=esm", "--external:/bench.js"],
            )?;
            files.add(format!("/{side}/{peer}.js"), text);
            let sdk = match (side, peer) {
                ("plugin", "ours") => "<script src=\"/kinbox-fresh.js\"></script>",
                _ => "",
            };
            let script =
                format!("{sdk}<script type=\"module\" src=\"/{side}/{peer}.js\"></script>");
            files.add(format!("/{side}/{peer}.html"), page(&script));
        }
    }
    starts(&mut files, parts.kinbox, &source("start.js")?);
    Ok(files)
}

/// The pages whose start is measured, each with its script as a browser gets it for the first time and as one that it kept.
fn starts(files: &mut Files, kinbox: &[u8], hello: &str) {
    let hello = format!("{{{hello}}}");
    let padding = kinbox.len().saturating_sub(hello.len() + 4);
    let hello = format!("{hello}/*{}*/", "-".repeat(padding));
    let listen = "<script>Kinbox.on(\"conversation\", () => parent.postMessage({ bench: \"first\" }, \"*\"));</script>";
    for (name, caching) in [("fresh", Caching::Never), ("cached", Caching::Forever)] {
        files.add_as(caching, format!("/kinbox-{name}.js"), kinbox);
        files.add_as(caching, format!("/hello-{name}.js"), hello.as_str());
        let ours = format!("<script src=\"/kinbox-{name}.js\"></script>{listen}");
        files.add(format!("/start/ours-{name}.html"), page(&ours));
        let limit = format!("<script src=\"/hello-{name}.js\"></script>");
        files.add(format!("/start/limit-{name}.html"), page(&limit));
    }
}

fn page(body: &str) -> String {
    format!(
        "<!doctype html><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><body>{body}"
    )
}

/// What the pages are told: how much to measure, and what is sent.
pub(super) fn config(workspace: &Workspace, counts: &Counts, abroad: &str) -> Result<Value> {
    let golden = |name: &str| -> Result<Value> {
        let path = workspace.path("src/protocol/golden").join(name);
        let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(serde_json::from_slice(&text)?)
    };
    let messages = &golden("reply_list_messages.json")?["ok"]["messages"];
    Ok(json!({
        "abroad": abroad,
        "peers": PEERS,
        "warmup": counts.warmup,
        "rounds": counts.rounds,
        "calls": counts.calls,
        "events": counts.events,
        "frames": counts.frames,
        "turns": counts.turns,
        "starts": ["limit", "ours"],
        "data": golden("event_conversation.json")?["data"],
        "large": large(messages.as_array().context("no messages in the sample")?),
    }))
}

/// An answer of `list_messages` of [`LARGE`] bytes, with the sample's messages again and again.
fn large(sample: &[Value]) -> Value {
    let mut messages = Vec::new();
    let mut bytes = 0;
    for (at, message) in sample.iter().cycle().enumerate() {
        if bytes >= LARGE {
            break;
        }
        let mut message = message.clone();
        message["id"] = (5000 + at).to_string().into();
        bytes += message.to_string().len() + 1;
        messages.push(message);
    }
    json!({ "messages": messages, "earlier": null })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_large_answer_is_as_long_as_it_is_said_to_be() {
        let sample = [json!({ "id": "1", "text": "oi" }), json!({ "id": "2" })];
        let text = large(&sample).to_string();
        assert!((LARGE..LARGE + 100).contains(&text.len()), "{}", text.len());
    }

    #[test]
    fn the_page_that_ours_is_compared_with_has_a_script_of_the_same_length() {
        let mut files = Files::default();
        let kinbox = vec![b'x'; 5000];
        starts(&mut files, &kinbox, "hello();");
        assert_eq!(files.length("/hello-fresh.js"), Some(5000));
        assert_eq!(files.length("/kinbox-fresh.js"), Some(5000));
    }
}
