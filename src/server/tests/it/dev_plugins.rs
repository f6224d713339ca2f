//! Plugins that one member alone sees while developing them.

use encaixe_api::plugin::{DEV_PLUGINS, PLUGIN_HEADER};
use encaixe_api::plugin_url::PageOrigin;
use encaixe_server::config::Config;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{BRUNO, Running, Visitor, done, expect, header, refused};

const CAMILA: &str = "103";
const OWN: &str = "/api/me/plugins";

async fn add(by: &Visitor, endpoint: &str) -> Value {
    let body = json!({"name": "Meu", "endpoint": endpoint});
    expect(by.post_json(OWN, &body), StatusCode::CREATED).await
}

async fn last_frame(by: &Visitor) -> Value {
    let frames: Value = by.read("/api/frames").await;
    frames.as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn an_agent_registers_a_plugin_on_their_own_machine_that_only_they_see() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let camila = running.signed_in(CAMILA).await;
    let made = add(&bruno, "http://localhost:5173/p").await;
    assert_eq!(
        (&made["dev"], &made["owner"], &made["enabled"]),
        (&json!(true), &json!(BRUNO), &json!(true))
    );
    let id = made["id"].as_str().unwrap();
    let frame = last_frame(&bruno).await;
    assert_eq!(
        (&frame["id"], &frame["dev"], &frame["own"]),
        (&made["id"], &json!(true), &json!(true))
    );
    for other in [&ana, &camila] {
        assert_ne!(last_frame(other).await["id"], made["id"]);
        let theirs: Value = other.read(OWN).await;
        assert_eq!(theirs["items"], json!([]));
        refused(other.delete(&format!("{OWN}/{id}")), 404).await;
        let state = other.post_json(
            &format!("/api/frames/{id}/state"),
            &json!({"state": "verified"}),
        );
        refused(state, 404).await;
        let tag = other.put("/api/conversations/955/tags/301");
        refused(tag.header(PLUGIN_HEADER, id), 403).await;
    }
    let mine: Value = bruno.read(OWN).await;
    assert_eq!(mine["items"][0]["id"], made["id"]);
    let stored = json!({"value": "1"});
    let store = bruno.put_json(&format!("/api/plugins/{id}/storage/user/k"), &stored);
    done(store, 204).await;

    // An admin sees whose it is, keeps it on that machine and for that member, and can remove it.
    let list: Value = ana.read("/api/plugins").await;
    let listed = list["items"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&listed["id"], &listed["owner"]),
        (&made["id"], &json!(BRUNO))
    );
    let path = format!("/api/plugins/{id}");
    for (patch, field, code) in [
        (
            json!({"endpoint": "https://example.com/"}),
            "endpoint",
            "not_loopback",
        ),
        (json!({"audience": "everyone"}), "audience", "private"),
        (json!({"channels": null}), "channels", "private"),
    ] {
        let error = refused(ana.patch(&path, &patch), 422).await;
        let first = &error.fields[0];
        assert_eq!((first.path.as_str(), first.code.as_str()), (field, code));
    }
    refused(bruno.delete(&path), 403).await;
    done(ana.delete(&path), 204).await;
    let mine: Value = bruno.read(OWN).await;
    assert_eq!(mine["items"], json!([]));
}

#[tokio::test]
async fn only_this_machine_is_taken_and_never_the_inboxs_own_host() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    let port = running.server.page_addr().port();
    for (endpoint, code) in [
        (String::new(), "empty"),
        ("https://example.com/p".to_owned(), "not_loopback"),
        ("https://192.168.0.10/p".to_owned(), "not_loopback"),
        ("https://localhost.example.com/".to_owned(), "not_loopback"),
        ("http://example.com/p".to_owned(), "insecure"),
        (format!("{}/p", running.origin()), "own_host"),
        ("http://127.0.0.1:5173/".to_owned(), "own_host"),
        ("http://127.1:5173/".to_owned(), "own_host"),
        ("http://2130706433:5173/".to_owned(), "own_host"),
        ("http://0x7f000001:5173/".to_owned(), "own_host"),
        ("https://[::ffff:127.0.0.1]:5173/".to_owned(), "own_host"),
        (format!("http://localhost:{port}/"), "page_loopback"),
        (format!("http://LOCALHOST.:{port}/"), "page_loopback"),
        (format!("http://[::1]:{port}/"), "page_loopback"),
    ] {
        let body = json!({"name": "Meu", "endpoint": endpoint});
        let error = refused(bruno.post_json(OWN, &body), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            ("endpoint", code),
            "{endpoint}"
        );
    }
    let nameless = json!({"name": " ", "endpoint": "http://localhost:5173/"});
    let error = refused(bruno.post_json(OWN, &nameless), 422).await;
    assert_eq!(error.fields[0].path, "name");
}

#[tokio::test]
async fn a_member_has_a_few_and_a_program_none() {
    let running = Running::start().await;
    let bruno = running.agent().await;
    for number in 0..DEV_PLUGINS {
        add(&bruno, &format!("http://localhost:{}/", 5_000 + number)).await;
    }
    let more = json!({"name": "Meu", "endpoint": "http://localhost:6000/"});
    let error = refused(bruno.post_json(OWN, &more), 422).await;
    assert_eq!(error.fields[0].code, "too_many");
    let mine: Value = bruno.read(OWN).await;
    let first = mine["items"][0]["id"].as_str().unwrap();
    done(bruno.delete(&format!("{OWN}/{first}")), 204).await;
    add(&bruno, "http://localhost:6000/").await;

    let program = running.program().await;
    refused(program.post_json(OWN, &more), 403).await;
    let none: Value = program.read(OWN).await;
    assert_eq!(none["items"], json!([]));
}

#[tokio::test]
async fn the_workspace_can_forbid_it_and_takes_those_that_there_are_from_open_pages() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let made = add(&bruno, "http://localhost:5173/").await;
    let (_, mark) = running.told(0).await;
    let off = json!({"devPlugins": false});
    let _: Value = expect(ana.patch("/api/workspace", &off), StatusCode::OK).await;
    let (told, _) = running.told(mark).await;
    assert!(
        told.contains(&encaixe_api::live::Change::Plugins),
        "{told:?}"
    );
    assert_ne!(last_frame(&bruno).await["id"], made["id"]);
    let id = made["id"].as_str().unwrap();
    let tag = bruno.put("/api/conversations/955/tags/301");
    refused(tag.header(PLUGIN_HEADER, id), 403).await;
    let more = json!({"name": "Meu", "endpoint": "http://localhost:6000/"});
    let error = refused(bruno.post_json(OWN, &more), 403).await;
    assert_eq!(error.code, "dev_plugins_off");
    // It is still theirs, and can be removed.
    done(bruno.delete(&format!("{OWN}/{id}")), 204).await;
}

async fn at_https(folder: TempDir) -> Running {
    Running::start_with(folder, |config: &mut Config| {
        config.public_url = PageOrigin::parse("https://inbox.example.com");
    })
    .await
}

#[tokio::test]
async fn an_https_inbox_forbids_it_until_an_admin_allows_it() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("dist/page");
    std::fs::create_dir_all(&page).unwrap();
    std::fs::write(page.join("index.html"), "<!doctype html>").unwrap();
    let running = at_https(folder).await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let body = json!({"name": "Meu", "endpoint": "http://localhost:5173/"});
    let error = refused(bruno.post_json(OWN, &body), 403).await;
    assert_eq!(error.code, "dev_plugins_off");
    let on = json!({"devPlugins": true});
    let _: Value = expect(ana.patch("/api/workspace", &on), StatusCode::OK).await;
    add(&bruno, "http://localhost:5173/").await;
    add(&bruno, "http://127.0.0.1:5173/").await;
    let src = last_frame(&bruno).await["src"].clone();
    assert!(
        src.as_str().unwrap().starts_with("http://127.0.0.1:5173/"),
        "{src}"
    );
    for endpoint in [
        "https://inbox.example.com:8443/",
        "https://INBOX.example.com./",
    ] {
        let body = json!({"name": "Meu", "endpoint": endpoint});
        let error = refused(bruno.post_json(OWN, &body), 422).await;
        assert_eq!(error.fields[0].code, "own_host");
    }
    let shell = running
        .stranger()
        .get("/")
        .header("host", "inbox.example.com");
    let policy = header(&shell.send().await.unwrap(), "content-security-policy");
    let sources = "frame-src https: http://localhost:* http://*.localhost:* http://127.0.0.1:*";
    assert!(policy.ends_with(sources), "{policy}");
    // What was allowed stays so at the next start.
    let running = at_https(running.stop().await).await;
    let bruno = running.agent().await;
    assert_eq!(last_frame(&bruno).await["src"], src);
}
