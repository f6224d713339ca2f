//! What stays from one start to the next, and what moves along.

use encaixe_api::id::MessageId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::plugin::Plugin;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Running, expect};

async fn demo(running: &Running) -> Plugin {
    let admin = running.admin().await;
    let list: Page<Plugin> = admin.read("/api/plugins").await;
    list.items.into_iter().next().unwrap()
}

fn texts(conversation: &Conversation) -> Vec<(&MessageId, &str)> {
    let messages = conversation.messages.iter();
    messages.map(|one| (&one.id, one.text.as_str())).collect()
}

#[tokio::test]
async fn data_stays_and_the_demo_follows_its_port() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/955").await;
    let put = agent.put("/api/conversations/955/tags/301");
    assert_eq!(put.send().await.unwrap().status(), 200);
    let first = demo(&running).await;
    assert_eq!(first.endpoint, format!("{}/", running.plugin_origin()));
    let (port, folder) = (running.server.plugin_addr().port(), running.stop().await);

    // The old port is held, so that the new one is another.
    let _held = std::net::TcpListener::bind(("127.0.0.1", port)).unwrap();
    let running = Running::start_in(folder).await;
    let agent = running.agent().await;
    let after: Conversation = agent.read("/api/conversations/955").await;
    assert_eq!(after.summary.tags.len(), before.summary.tags.len() + 1);
    assert_eq!(texts(&after), texts(&before));
    // Pictures follow the page's port, which is another one too.
    let pictures: Vec<_> = after
        .messages
        .iter()
        .filter_map(|one| one.media_url.as_ref())
        .collect();
    assert!(!pictures.is_empty());
    assert!(
        pictures
            .iter()
            .all(|url| url.starts_with(&running.origin()))
    );
    let second = demo(&running).await;
    assert_eq!(second.id, first.id);
    assert_ne!(second.endpoint, first.endpoint);
    assert_eq!(second.endpoint, format!("{}/", running.plugin_origin()));
    let list: Page<Plugin> = running.admin().await.read("/api/plugins").await;
    let console = list.items.iter().find(|one| one.name == "Console").unwrap();
    let moved = format!("{}/docs/console", running.plugin_origin());
    assert_eq!(console.endpoint, moved);
}

#[tokio::test]
async fn a_demo_that_somebody_moved_or_removed_is_left_alone() {
    let running = Running::start().await;
    let path = format!("/api/plugins/{}", demo(&running).await.id);
    let patch = json!({"endpoint": "https://example.com/demo"});
    let admin = running.admin().await;
    let _: Plugin = expect(admin.patch(&path, &patch), StatusCode::OK).await;
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(demo(&running).await.endpoint, "https://example.com/demo");

    let admin = running.admin().await;
    assert_eq!(admin.delete(&path).send().await.unwrap().status(), 204);
    let running = Running::start_in(running.stop().await).await;
    let list: Page<Plugin> = running.admin().await.read("/api/plugins").await;
    let names: Vec<_> = list.items.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Console"]);
}
