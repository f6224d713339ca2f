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

    let long = json!({"state": "blocked", "seen": "x".repeat(2049)});
    let error = refused(agent.post(&path).json(&long), 422).await;
    assert_eq!(error.fields[0].path, "seen");
    let unknown = json!({"state": "asleep"});
    let error = refused(agent.post(&path).json(&unknown), 422).await;
    assert_eq!(error.fields[0].path, "state");
    refused(agent.post("/api/frames/none/state").json(&left), 404).await;
}
