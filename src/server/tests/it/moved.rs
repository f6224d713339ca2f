//! What another address of the page ends: sessions of the old host, and plugins that are on the new one.

use encaixe_api::inbox::Page;
use encaixe_api::plugin::Plugin;
use encaixe_api::plugin_url::PageOrigin;
use encaixe_server::actor::Actor;
use encaixe_server::store::{For, Store, server_value};
use reqwest::StatusCode;
use reqwest::header::COOKIE;
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Running, Visitor, expect, header, refused};

async fn at(folder: TempDir, public_url: &str) -> Running {
    let origin = PageOrigin::parse(public_url).unwrap();
    Running::start_with(folder, |config| config.public_url = Some(origin)).await
}

async fn names(visitor: &Visitor) -> Vec<(String, bool)> {
    let list: Page<Plugin> = visitor.read("/api/plugins").await;
    let pairs = list.items.into_iter().map(|one| (one.name, one.enabled));
    pairs.collect()
}

#[tokio::test]
async fn sessions_end_with_the_host_they_were_made_at_and_not_with_its_port() {
    let running = Running::start().await;
    let cookie = running.admin().await.cookie();
    let came = |running: &Running| {
        let visitor = running.stranger();
        visitor.get("/api/me").header(COOKIE, &cookie)
    };
    let _: serde_json::Value = expect(came(&running), StatusCode::OK).await;

    // Another port, which the system chooses.
    let running = Running::start_in(running.stop().await).await;
    let _: serde_json::Value = expect(came(&running), StatusCode::OK).await;

    let running = at(running.stop().await, "http://localhost:7070").await;
    refused(came(&running), 401).await;
    let link = running.server.sign_in_link().to_owned();
    assert!(link.starts_with("http://localhost:7070/sign-in/"), "{link}");
    let running = Running::start_in(running.stop().await).await;
    refused(came(&running), 401).await;
}

#[tokio::test]
async fn a_folder_of_before_hosts_were_remembered_loses_its_sessions_and_nothing_else() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let cookie = admin.cookie();
    let _: Plugin = expect(
        admin.post_json(
            "/api/plugins",
            &json!({"name": "CRM", "endpoint": "https://crm.example/p"}),
        ),
        StatusCode::CREATED,
    )
    .await;
    let folder = running.stop().await;
    let store = Store::open(&folder.path().join("data")).await.unwrap();
    let mut write = store.by(Actor::System).write(For::Workspace).await.unwrap();
    for (name, value) in [
        (server_value::SESSION_SCOPE, ""),
        (server_value::PAGE_URL, "http://localhost:7070"),
    ] {
        server_value::set(&mut write, name, value).await.unwrap();
    }
    write.commit().await.unwrap();
    store.close().await;

    let running = Running::start_in(folder).await;
    let old = running.stranger().get("/api/me").header(COOKIE, &cookie);
    refused(old, 401).await;
    let plugins = names(&running.admin().await).await;
    let expected = [("Demo", true), ("Console", false), ("CRM", true)];
    assert_eq!(plugins, expected.map(|(name, on)| (name.to_owned(), on)));
}

#[tokio::test]
async fn plugins_on_the_pages_new_host_are_switched_off_and_cannot_be_switched_on() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (name, endpoint) in [
        ("Vite", "http://localhost:5173/"),
        ("Dotted", "http://localhost.:5174/"),
        ("Named", "http://crm.localhost:5175/"),
        ("Far", "https://crm.example/p"),
    ] {
        let new = json!({"name": name, "endpoint": endpoint});
        let _: Plugin = expect(admin.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    }

    let running = at(running.stop().await, "http://localhost:7070").await;
    let admin = running.admin().await;
    let expected = [
        ("Demo", true),
        ("Console", false),
        ("Vite", false),
        ("Dotted", false),
        ("Named", true),
        ("Far", true),
    ];
    assert_eq!(
        names(&admin).await,
        expected.map(|(name, on)| (name.to_owned(), on))
    );
    let list: Page<Plugin> = admin.read("/api/plugins").await;
    let demo = &list.items[0];
    assert!(
        demo.endpoint.starts_with("http://127.0.0.1:"),
        "{}",
        demo.endpoint
    );
    let vite = format!("/api/plugins/{}", list.items[2].id);
    for patch in [
        json!({"enabled": true}),
        json!({"enabled": true, "endpoint": "http://localhost:5173/"}),
    ] {
        let error = refused(admin.patch(&vite, &patch), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            ("endpoint", "own_host")
        );
        assert!(error.fields[0].message.contains("http://127.0.0.1:5173"));
    }
    let renamed = json!({"name": "Vite 2"});
    let _: Plugin = expect(admin.patch(&vite, &renamed), StatusCode::OK).await;
    let moved = json!({"enabled": true, "endpoint": "http://127.0.0.1:5173/"});
    let _: Plugin = expect(admin.patch(&vite, &moved), StatusCode::OK).await;
}

#[tokio::test]
async fn an_https_inbox_lets_no_plain_http_plugin_in_and_says_so_in_its_policy() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("dist/page");
    std::fs::create_dir_all(&page).unwrap();
    std::fs::write(page.join("index.html"), "<!doctype html>").unwrap();
    let running = at(folder, "https://inbox.example.com").await;
    let admin = running.admin().await;
    let demo = ("Demo".to_owned(), false);
    assert_eq!(names(&admin).await[0], demo);
    for (endpoint, code) in [
        ("http://localhost:5173/", "loopback_on_https"),
        ("https://inbox.example.com:8443/", "own_host"),
    ] {
        let new = json!({"name": "Vite", "endpoint": endpoint});
        let error = refused(admin.post_json("/api/plugins", &new), 422).await;
        assert_eq!(error.fields[0].code, code);
    }
    let shell = running
        .stranger()
        .get("/")
        .header("host", "inbox.example.com");
    let policy = header(&shell.send().await.unwrap(), "content-security-policy");
    assert!(policy.ends_with("frame-src https:"), "{policy}");

    let running = Running::start_in(running.stop().await).await;
    let shell = running.stranger().get("/").send().await.unwrap();
    let policy = header(&shell, "content-security-policy");
    let sources = "frame-src https: http://localhost:* http://*.localhost:*";
    assert!(policy.ends_with(sources), "{policy}");
}
