//! What the page embeds, and what it reports.

use encaixe_api::plugin::{FrameReason, FrameState, Plugin};
use serde_json::{Value, json};

use crate::support::{Running, done, refused};

#[tokio::test]
async fn an_agent_gets_the_enabled_plugins_in_the_order_of_registration() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (name, enabled) in [("Off", false), ("On", true)] {
        let body = json!({"name": name, "endpoint": "https://example.com/p", "enabled": enabled});
        let answer = admin.post("/api/plugins").json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }
    let frames: Value = running.agent().await.read("/api/frames").await;
    let names: Vec<_> = frames
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["Demo", "On"]);
    let src = frames[0]["src"].as_str().unwrap();
    assert!(
        src.starts_with(&format!("{}/?auth_secret=", running.plugin_origin())),
        "{src}"
    );
    assert_eq!(frames[0]["dev"], true);
}

#[tokio::test]
async fn what_a_page_saw_last_is_kept_with_the_plugin() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let frames: Value = agent.read("/api/frames").await;
    let id = frames[0]["id"].as_str().unwrap();
    let path = format!("/api/frames/{id}/state");
    done(agent.post(&path).json(&json!({"state": "verified"})), 204).await;
    let left = json!({"state": "left", "reason": "gone"});
    done(agent.post(&path).json(&left), 204).await;

    let admin = running.admin().await;
    let plugin: Plugin = admin.read(&format!("/api/plugins/{id}")).await;
    let state = plugin.last_state.unwrap();
    assert_eq!(
        (state.state, state.reason),
        (FrameState::Left, Some(FrameReason::Gone))
    );

    let unknown = json!({"state": "asleep"});
    let error = refused(agent.post(&path).json(&unknown), 422).await;
    assert_eq!(error.fields[0].path, "state");
    refused(agent.post("/api/frames/none/state").json(&left), 404).await;
}

#[tokio::test]
async fn what_no_page_can_have_seen_is_refused_by_name() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let frames: Value = agent.read("/api/frames").await;
    let path = format!("/api/frames/{}/state", frames[0]["id"].as_str().unwrap());
    for (state, reason, field) in [
        ("verified", "path", "reason"),
        ("loading", "gone", "reason"),
        ("classic", "origin", "reason"),
        ("blocked", "gone", "reason"),
        ("failed", "path", "reason"),
        ("stopped", "no_hello", "reason"),
    ] {
        let body = json!({"state": state, "reason": reason});
        let error = refused(agent.post(&path).json(&body), 422).await;
        assert_eq!(error.fields[0].path, field, "{body}");
    }
    let long = format!("https://a.example/{}", "x".repeat(2048));
    for seen in [
        "x",
        "",
        "javascript:alert(1)",
        "https://a.example/p?auth_secret=s",
        "https://a.example/p#x",
        "https://user@a.example/p",
        "https://A.example/p",
        "https://a.example:443/p",
        "https://a.example/\u{202e}p",
        "https://a.example/a b",
        "https://a.example\\p",
        "//a.example/p",
        "ftp://a.example/p",
        long.as_str(),
    ] {
        let body = json!({"state": "blocked", "reason": "path", "seen": seen});
        let error = refused(agent.post(&path).json(&body), 422).await;
        assert_eq!(error.fields[0].path, "seen", "{seen}");
    }
    let shape = json!({"state": "blocked", "reason": "shape", "seen": "https://a.example/p"});
    let error = refused(agent.post(&path).json(&shape), 422).await;
    assert_eq!(error.fields[0].path, "seen");
    for seen in [
        "https://a.example/p/",
        "https://a.example",
        "null/p",
        "http://[::1]:81/%20",
    ] {
        let body = json!({"state": "left", "reason": "origin", "seen": seen});
        done(agent.post(&path).json(&body), 204).await;
    }
}

#[tokio::test]
async fn a_caller_who_reports_on_and_on_is_held_back_and_nobody_else_is() {
    let running = Running::start().await;
    let (agent, admin) = (running.agent().await, running.admin().await);
    let frames: Value = agent.read("/api/frames").await;
    let path = format!("/api/frames/{}/state", frames[0]["id"].as_str().unwrap());
    let mut taken = 0;
    for turn in 0..40 {
        let state = if turn % 2 == 0 { "verified" } else { "left" };
        let request = agent.post(&path).json(&json!({"state": state}));
        let answer = request.send().await.unwrap();
        match answer.status().as_u16() {
            204 => taken += 1,
            429 => assert!(answer.headers().contains_key("retry-after")),
            other => panic!("{other}"),
        }
    }
    assert!((10..20).contains(&taken), "{taken}");
    done(admin.post(&path).json(&json!({"state": "verified"})), 204).await;
}
