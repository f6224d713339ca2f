//! How long a first visit takes until the page can be used, beside the least page that Yew makes, filled up to the same length.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use encaixe_tests::Agent;
use encaixe_tests::wait::{SOON, until};
use serde_json::json;
use tokio::net::TcpListener;

use crate::figures::quantile;
use crate::visit::Visit;

/// Notes when what an agent works with is in the document, drawn, and nothing is left to be done at once.
const WATCH: &str = "
    const watch = new MutationObserver(() => {
        if (!document.querySelector('[data-testid=conversation-row], [data-testid=bare]')) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
    });
    watch.observe(document, { childList: true, subtree: true });";

type Files = Arc<BTreeMap<String, (Vec<u8>, &'static str)>>;

/// A table of both starts and the ratio of the same round.
pub(crate) async fn table(bare: &Path, visit: &Visit, warmup: u32, rounds: u32) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let bare_page = format!("http://{}/", listener.local_addr()?);
    let router = Router::new()
        .fallback(file)
        .with_state(Arc::new(compressed(bare)?));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let agent = visit.agent();
    let tools = agent.cdp();
    tools
        .send_raw(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({"source": WATCH}),
        )
        .await?;
    let inbox = format!("{}/inbox", visit.server.page);
    let [mut ours, mut theirs, mut ratios] = [const { Vec::new() }; 3];
    for round in 0..warmup + rounds {
        // Who comes first changes, so that what slows the machine slows both.
        let (first, second) = if round % 2 == 0 {
            (&inbox, &bare_page)
        } else {
            (&bare_page, &inbox)
        };
        let (first, second) = (usable(agent, first).await?, usable(agent, second).await?);
        let (our, their) = if round % 2 == 0 {
            (first, second)
        } else {
            (second, first)
        };
        if round >= warmup {
            ours.push(our);
            theirs.push(their);
            ratios.push(our / their);
        }
    }
    server.abort();
    let mut text = "| from the first visit to what can be used | ms | to the bare page | quartiles |\n|---|--:|--:|--:|\n".to_owned();
    let _ = writeln!(
        text,
        "| a bare Yew page of the same size | {:.0} | 1.00 | |",
        quantile(&theirs, 0.5)
    );
    let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| quantile(&ratios, part));
    let _ = writeln!(
        text,
        "| the inbox, with its first conversations | {:.0} | {middle:.2} | {low:.2}-{high:.2} |",
        quantile(&ours, 0.5)
    );
    Ok(text)
}

/// Visits an address with nothing in the cache; gives the milliseconds from its request.
async fn usable(agent: &Agent, address: &str) -> Result<f64> {
    agent
        .cdp()
        .send_raw("Network.clearBrowserCache", json!({}))
        .await?;
    agent.goto(address).await?;
    until("a page that can be used", SOON, async || {
        agent.js("return window.usable ?? null", &[]).await
    })
    .await
}

/// The files of a folder by their addresses, compressed as the server's are, with their types.
fn compressed(folder: &Path) -> Result<BTreeMap<String, (Vec<u8>, &'static str)>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                open.push(entry?.path());
            }
            continue;
        }
        let inside = path.strip_prefix(folder)?.to_string_lossy();
        let kind = match path.extension().and_then(|it| it.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            Some("wasm") => "application/wasm",
            _ => "image/svg+xml",
        };
        let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
        packed.write_all(&fs::read(&path)?)?;
        let address = match inside.as_ref() {
            "index.html" => "/".to_owned(),
            inside => format!("/{inside}"),
        };
        files.insert(address, (packed.into_inner(), kind));
    }
    Ok(files)
}

async fn file(State(files): State<Files>, uri: Uri) -> Response {
    let Some((content, kind)) = files.get(uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_ENCODING, HeaderValue::from_static("br")),
    ];
    (headers, content.clone()).into_response()
}
