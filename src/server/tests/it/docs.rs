//! The reference and its console, as browsers get them.

use std::fs;

use encaixe_api::inbox::Page;
use encaixe_api::plugin::Plugin;
use reqwest::header::IF_NONE_MATCH;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Running, client, header, refused};

fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("index.html", "the first page"),
        ("errors.html", "the errors"),
        ("commands/storage.get.html", "storage.get"),
        ("404.html", "no such page"),
        ("console.html", "the console"),
        ("commands.json", "{}"),
        ("assets/docs-1a2b3c4d5e6f7a8b.css", "p {}"),
    ] {
        let path = folder.path().join("dist/docs").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

async fn sent(request: RequestBuilder) -> Response {
    request.send().await.unwrap()
}

#[tokio::test]
async fn pages_are_served_without_their_ending_under_a_strict_policy() {
    let running = Running::start_in(built()).await;
    let stranger = running.stranger();
    for (path, status, text) in [
        ("/docs", 200, "the first page"),
        ("/docs/", 200, "the first page"),
        ("/docs/errors", 200, "the errors"),
        ("/docs/errors/", 200, "the errors"),
        ("/docs/commands/storage.get", 200, "storage.get"),
        ("/docs/nothing", 404, "no such page"),
        ("/docs/404", 404, "no such page"),
        ("/docs/errors.html", 404, "no such page"),
        ("/docs/../page/index.html", 404, ""),
        ("/docs/%2e%2e/page/index", 404, ""),
    ] {
        let answer = sent(stranger.get(path)).await;
        assert_eq!(answer.status(), status, "{path}");
        if text.is_empty() {
            continue;
        }
        assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(&answer, "cache-control"), "no-cache", "{path}");
        let policy = header(&answer, "content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; "),
            "{path}: {policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(answer.text().await.unwrap(), text, "{path}");
    }
    refused(stranger.post("/docs/errors"), 405).await;
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again_and_hashed_files_are_kept() {
    let running = Running::start_in(built()).await;
    let stranger = running.stranger();
    let first = sent(stranger.get("/docs/errors")).await;
    let again = stranger
        .get("/docs/errors")
        .header(IF_NONE_MATCH, header(&first, "etag"));
    assert_eq!(sent(again).await.status(), 304);
    let style = sent(stranger.get("/docs/assets/docs-1a2b3c4d5e6f7a8b.css")).await;
    assert_eq!(header(&style, "content-type"), "text/css; charset=utf-8");
    assert_eq!(
        header(&style, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    let data = sent(stranger.get("/docs/commands.json")).await;
    assert_eq!(header(&data, "content-type"), "application/json");
    assert_eq!(header(&data, "cache-control"), "no-cache");
}

#[tokio::test]
async fn the_console_is_framed_by_the_inbox_alone_and_from_the_plugins_port() {
    let running = Running::start_in(built()).await;
    let at_page = sent(running.stranger().get("/docs/console")).await;
    assert_eq!(at_page.status(), 200);
    let policy = header(&at_page, "content-security-policy");
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
        "{policy}"
    );

    let console = format!("{}/docs/console", running.plugin_origin());
    for dest in [None, Some("iframe")] {
        let request = client().get(format!("{console}?auth_secret=x"));
        let answer = match dest {
            Some(dest) => sent(request.header("sec-fetch-dest", dest)).await,
            None => sent(request).await,
        };
        assert_eq!(answer.status(), 200, "{dest:?}");
        let policy = header(&answer, "content-security-policy");
        let ancestors = format!("frame-ancestors {}", running.origin());
        assert!(policy.ends_with(&ancestors), "{policy}");
        assert_eq!(answer.text().await.unwrap(), "the console");
    }
    let alone = client().get(&console).header("sec-fetch-dest", "document");
    let alone = sent(alone).await;
    assert_eq!(alone.status(), 307);
    assert_eq!(
        header(&alone, "location"),
        format!("{}/docs/console", running.origin())
    );
    assert!(header(&alone, "vary").contains("sec-fetch-dest"));
}

#[tokio::test]
async fn the_rest_of_the_reference_leads_from_the_plugins_port_to_the_pages() {
    let running = Running::start_in(built()).await;
    let base = running.plugin_origin();
    for (path, to) in [
        ("/docs", "/docs"),
        ("/docs/", "/docs"),
        ("/docs/errors", "/docs/errors"),
        ("/docs//evil.example/x", "/docs//evil.example/x"),
    ] {
        let answer = sent(client().get(format!("{base}{path}"))).await;
        assert_eq!(answer.status(), 307, "{path}");
        let location = header(&answer, "location");
        assert_eq!(location, format!("{}{to}", running.origin()));
    }
    for path in [
        "/docs/commands.json",
        "/docs/assets/docs-1a2b3c4d5e6f7a8b.css",
    ] {
        let answer = sent(client().get(format!("{base}{path}"))).await;
        assert_eq!(answer.status(), 200, "{path}");
    }
    let foreign = client()
        .get(format!(
            "http://localhost:{}/docs/errors",
            running.server.page_addr().port()
        ))
        .send();
    assert_eq!(foreign.await.unwrap().status(), 307);
}

#[tokio::test]
async fn without_a_build_the_reference_says_how_to_build_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("dist")).unwrap();
    let running = Running::start_in(folder).await;
    for path in ["/docs", "/docs/errors", "/docs/console"] {
        let answer = sent(running.stranger().get(path)).await;
        assert_eq!(answer.status(), 200, "{path}");
        let text = answer.text().await.unwrap();
        assert!(text.contains("cargo xtask build"), "{path}: {text}");
    }
}

#[tokio::test]
async fn the_console_is_registered_but_off_until_an_admin_turns_it_on() {
    let running = Running::start_in(built()).await;
    let admin = running.admin().await;
    let list: Page<Plugin> = admin.read("/api/plugins").await;
    let console = list.items.iter().find(|one| one.name == "Console").unwrap();
    assert!(!console.enabled);
    assert_eq!(
        console.endpoint,
        format!("{}/docs/console", running.plugin_origin())
    );
    let names = async || -> Vec<Value> {
        let frames: Value = running.agent().await.read("/api/frames").await;
        let list = frames.as_array().unwrap().iter();
        list.map(|one| one["name"].clone()).collect()
    };
    assert_eq!(names().await, ["Demo"]);
    let path = format!("/api/plugins/{}", console.id);
    let on = admin.patch(&path, &serde_json::json!({"enabled": true}));
    assert_eq!(sent(on).await.status(), 200);
    assert_eq!(names().await, ["Demo", "Console"]);
}
