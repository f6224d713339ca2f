//! The page, the SDK and the demo plugin, as browsers get them.

use std::fs;

use reqwest::header::{HOST, IF_NONE_MATCH};
use tempfile::TempDir;

use crate::support::{Running, client, header, refused};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("page/index.html", "<!doctype html>the page"),
        ("page/favicon.svg", "<svg/>"),
        ("page/assets/icons/sprite.svg", "<svg/>"),
        ("page/assets/app-1a2b3c4d5e6f7a8b.js", "start()"),
        ("page/assets/app-1a2b3c4d5e6f7a8b.wasm", "wasm"),
        ("sdk/kinbox.js", "var Kinbox"),
        ("demo/index.html", "<!doctype html>the demo"),
        ("demo/demo.css", "p {}"),
    ] {
        let path = folder.path().join("dist").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[tokio::test]
async fn every_address_of_the_page_gets_the_same_shell_under_a_strict_policy() {
    let running = Running::start_in(built()).await;
    let stranger = running.stranger();
    for (path, status) in [
        ("/", 200),
        ("/?q=1", 200),
        ("/inbox", 200),
        ("/inbox/955", 200),
        ("/settings", 200),
        ("/settings/plugins/new", 200),
        ("/sign-in/code", 200),
        ("/nowhere", 404),
        ("/inbox/955/more", 404),
        ("/assets/gone.js", 404),
        ("/index.html", 404),
        ("/../Cargo.toml", 404),
    ] {
        let answer = stranger.get(path).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(header(&answer, "cache-control"), "no-cache", "{path}");
        let policy = header(&answer, "content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
        assert_eq!(header(&answer, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(header(&answer, "origin-agent-cluster"), "?1");
        assert_eq!(answer.text().await.unwrap(), "<!doctype html>the page");
    }
}

#[tokio::test]
async fn what_has_a_hash_in_its_name_is_kept_for_good() {
    let running = Running::start_in(built()).await;
    let stranger = running.stranger();
    for (path, kind, cache) in [
        (
            "/assets/app-1a2b3c4d5e6f7a8b.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        (
            "/assets/app-1a2b3c4d5e6f7a8b.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
        ("/favicon.svg", "image/svg+xml", "no-cache"),
        ("/assets/icons/sprite.svg", "image/svg+xml", "no-cache"),
    ] {
        let answer = stranger.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(header(&answer, "content-type"), kind);
        assert_eq!(header(&answer, "cache-control"), cache);
    }
}

#[tokio::test]
async fn the_sdk_is_there_for_every_origin_on_both_ports() {
    let running = Running::start_in(built()).await;
    for base in [running.origin(), running.plugin_origin()] {
        for (path, cache) in [
            ("/sdk/kinbox.js".to_owned(), "no-cache"),
            (
                format!("/sdk/{VERSION}/kinbox.js"),
                "public, max-age=31536000, immutable",
            ),
        ] {
            let answer = client().get(format!("{base}{path}")).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{path}");
            assert_eq!(header(&answer, "cache-control"), cache);
            assert_eq!(
                header(&answer, "content-type"),
                "text/javascript; charset=utf-8"
            );
            assert_eq!(header(&answer, "access-control-allow-origin"), "*");
            assert_eq!(
                header(&answer, "cross-origin-resource-policy"),
                "cross-origin"
            );
            assert_eq!(answer.text().await.unwrap(), "var Kinbox");
        }
    }
    refused(running.stranger().get("/sdk/none.js"), 404).await;
    refused(running.stranger().get("/sdk/9.9.9/kinbox.js"), 404).await;
}

#[tokio::test]
async fn a_file_that_the_browser_has_is_not_sent_again() {
    let running = Running::start_in(built()).await;
    let stranger = running.stranger();
    let first = stranger.get("/sdk/kinbox.js").send().await.unwrap();
    let again = stranger
        .get("/sdk/kinbox.js")
        .header(IF_NONE_MATCH, header(&first, "etag"))
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), 304);
    assert_eq!(again.text().await.unwrap(), "");
}

#[tokio::test]
async fn the_demo_is_alone_on_its_port_and_may_be_framed() {
    let running = Running::start_in(built()).await;
    let base = running.plugin_origin();
    let page = client()
        .get(format!("{base}/?auth_secret=x"))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 200);
    assert_eq!(header(&page, "cache-control"), "no-cache");
    for absent in ["x-frame-options", "content-security-policy", "set-cookie"] {
        assert_eq!(header(&page, absent), "");
    }
    assert_eq!(page.text().await.unwrap(), "<!doctype html>the demo");
    let style = client()
        .get(format!("{base}/demo.css"))
        .send()
        .await
        .unwrap();
    assert_eq!(header(&style, "content-type"), "text/css; charset=utf-8");
    for path in [
        "/api/me",
        "/inbox",
        "/health",
        "/page/index.html",
        "/../page/index.html",
    ] {
        refused(client().get(format!("{base}{path}")), 404).await;
    }
}

#[tokio::test]
async fn no_answer_of_either_port_is_guessed_at() {
    let running = Running::start_in(built()).await;
    let admin = running.admin().await;
    for path in [
        "/api/me",
        "/api/events",
        "/api/openapi.json",
        "/api/none",
        "/health",
        "/inbox",
        "/none.js",
        "/sdk/kinbox.js",
        "/sdk/none.js",
        "/media/none",
        "/docs",
        "/%zz",
    ] {
        for visitor in [&admin, &running.stranger()] {
            let answer = visitor.get(path).send().await.unwrap();
            assert_eq!(
                header(&answer, "x-content-type-options"),
                "nosniff",
                "{path}"
            );
        }
    }
    let moved = admin.get("/inbox").header(HOST, "localhost").send().await;
    assert_eq!(header(&moved.unwrap(), "x-content-type-options"), "nosniff");
    for path in ["/", "/none", "/sdk/kinbox.js", "/docs"] {
        let demo = client().get(format!("{}{path}", running.plugin_origin()));
        let answer = demo.send().await.unwrap();
        assert_eq!(
            header(&answer, "x-content-type-options"),
            "nosniff",
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_under_another_name_leads_to_its_one_origin() {
    let running = Running::start_in(built()).await;
    let port = running.server.page_addr().port();
    let answer = client()
        .get(format!("http://localhost:{port}/inbox/955?x=1"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 307);
    assert_eq!(
        header(&answer, "location"),
        format!("{}/inbox/955?x=1", running.origin())
    );
    let foreign = running.stranger().get("/").header(HOST, "evil.example");
    assert_eq!(foreign.send().await.unwrap().status(), 307);
    let health = client().get(format!("http://localhost:{port}/health"));
    assert_eq!(health.send().await.unwrap().status(), 200);
    for path in [
        "/sdk/kinbox.js",
        "/sdk/0.0.0/kinbox.js?x",
        "/sdk/kinbox.wasm",
    ] {
        let sdk = client().get(format!("http://localhost:{port}{path}"));
        let answer = sdk.send().await.unwrap();
        assert_eq!(answer.status(), 307, "{path}");
        let to = format!("{}{path}", running.origin());
        assert_eq!(header(&answer, "location"), to);
        assert_eq!(header(&answer, "access-control-allow-origin"), "*");
        assert_eq!(
            header(&answer, "cross-origin-resource-policy"),
            "cross-origin"
        );
    }
}

#[tokio::test]
async fn without_a_built_page_the_server_says_how_to_build_it() {
    let running = Running::start_in({
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("dist")).unwrap();
        folder
    })
    .await;
    let answer = running.stranger().get("/").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("cargo xtask build"));
    let health: serde_json::Value = running.stranger().read("/health").await;
    assert_eq!(
        health,
        serde_json::json!({"status": "ok", "version": VERSION})
    );
}
