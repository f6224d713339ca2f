//! Conversations, their messages and tags, and the directory.

use encaixe_api::inbox::conversation::{Conversation, Status, Summary, Tags};
use encaixe_api::inbox::message::{Kind, Message};
use encaixe_api::inbox::{Directory, Page};
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Running, done, expect, refused};

#[tokio::test]
async fn the_directory_names_everything_that_conversations_refer_to() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let directory: Directory = agent.read("/api/workspace").await;
    let page: Page<Summary> = agent.read("/api/conversations?limit=200").await;
    assert!(page.items.len() >= 14);
    for row in &page.items {
        assert!(directory.channels.iter().any(|one| one.id == row.channel));
        for tag in &row.tags {
            assert!(directory.tags.iter().any(|one| one.id == *tag));
        }
        if let Some(member) = &row.assignee {
            assert!(directory.members.iter().any(|one| one.id == *member));
        }
        if let Some(group) = &row.group {
            assert!(directory.groups.iter().any(|one| one.id == *group));
        }
        let whole: Conversation = agent.read(&format!("/api/conversations/{}", row.id)).await;
        for placeholder in whole.person.fields.keys() {
            let known = |one: &encaixe_api::inbox::custom_field::CustomField| {
                one.entity == "contact" && one.placeholder == *placeholder
            };
            assert!(directory.custom_fields.iter().any(known), "{placeholder}");
        }
        assert_eq!(whole.messages.last(), row.last_message.as_ref());
        assert_eq!(whole.summary, *row);
    }
    assert!(
        directory
            .groups
            .iter()
            .all(|group| !group.members.is_empty())
    );
}

#[tokio::test]
async fn the_pages_of_the_list_join_without_gap_or_overlap() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let all: Page<Summary> = agent.read("/api/conversations").await;
    assert_eq!(all.next, None);
    assert!(
        all.items
            .windows(2)
            .all(|two| two[0].updated_at >= two[1].updated_at)
    );

    let mut found = Vec::new();
    let mut path = "/api/conversations?limit=5".to_owned();
    loop {
        let page: Page<Summary> = agent.read(&path).await;
        assert!(page.items.len() <= 5);
        found.extend(page.items);
        let Some(next) = page.next else { break };
        path = format!("/api/conversations?limit=5&before={next}");
    }
    assert_eq!(found, all.items);
}

#[tokio::test]
async fn the_pages_of_messages_join_without_gap_or_overlap() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let whole: Conversation = agent.read("/api/conversations/955").await;
    assert_eq!(whole.earlier, None);
    assert!(whole.messages.iter().any(|one| one.kind == Kind::Note));
    assert!(whole.messages.iter().any(|one| one.media_url.is_some()));

    let mut found: Vec<Message> = Vec::new();
    let mut path = "/api/conversations/955/messages?limit=2".to_owned();
    loop {
        let page: Page<Message> = agent.read(&path).await;
        found.splice(..0, page.items);
        let Some(next) = page.next else { break };
        path = format!("/api/conversations/955/messages?limit=2&before={next}");
    }
    assert_eq!(found, whole.messages);
}

#[tokio::test]
async fn a_place_in_a_list_that_makes_no_sense_is_refused_by_name() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for (query, path) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("before=yesterday", "before"),
    ] {
        let error = refused(agent.get(&format!("/api/conversations?{query}")), 422).await;
        assert_eq!(error.fields[0].path, path, "{query}");
    }
    refused(agent.get("/api/conversations/none"), 404).await;
    refused(agent.get("/api/conversations/none/messages"), 404).await;
    refused(agent.post("/api/conversations/none/read"), 404).await;
    refused(agent.patch("/api/conversations/none", &json!({})), 404).await;
}

#[tokio::test]
async fn a_tag_can_be_put_on_and_taken_off_any_number_of_times() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/955").await;
    let mut with = before.summary.tags.clone();
    with.push("301".into());
    for _ in 0..2 {
        let request = agent.put("/api/conversations/955/tags/301");
        let tags: Tags = expect(request, StatusCode::OK).await;
        assert_eq!(tags.tags, with);
    }
    let after: Conversation = agent.read("/api/conversations/955").await;
    assert_eq!(after.summary.updated_at, before.summary.updated_at);
    for _ in 0..2 {
        let request = agent.delete("/api/conversations/955/tags/301");
        let tags: Tags = expect(request, StatusCode::OK).await;
        assert_eq!(tags.tags, before.summary.tags);
    }
}

#[tokio::test]
async fn a_tag_that_is_unknown_or_out_of_use_is_refused() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let error = refused(agent.put("/api/conversations/955/tags/999"), 404).await;
    assert_eq!(
        (error.code.as_str(), error.fields[0].path.as_str()),
        ("not_found", "tag")
    );
    let error = refused(agent.delete("/api/conversations/955/tags/999"), 404).await;
    assert_eq!(error.fields[0].path, "tag");
    let error = refused(agent.put("/api/conversations/none/tags/301"), 404).await;
    assert!(error.fields.is_empty());
    let error = refused(agent.put("/api/conversations/955/tags/310"), 422).await;
    assert_eq!(error.fields[0].code, "inactive");
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_null_empties_it() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let path = "/api/conversations/955";
    let patch = json!({"assignee": "102", "group": null});
    let after: Conversation = expect(agent.patch(path, &patch), StatusCode::OK).await;
    assert_eq!(after.summary.assignee, Some("102".into()));
    assert_eq!(after.summary.group, None);
    assert_eq!(after.summary.status, Status::Open);

    let after: Conversation = expect(agent.patch(path, &json!({})), StatusCode::OK).await;
    assert_eq!(after.summary.assignee, Some("102".into()));
    let number = json!({"assignee": 103});
    let after: Conversation = expect(agent.patch(path, &number), StatusCode::OK).await;
    assert_eq!(after.summary.assignee, Some("103".into()));
}

#[tokio::test]
async fn a_patch_to_somebody_who_is_not_there_is_refused_whole() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let path = "/api/conversations/955";
    let before: Conversation = agent.read(path).await;
    for (patch, field) in [
        (json!({"assignee": "999"}), "assignee"),
        (json!({"assignee": "104"}), "assignee"),
        (json!({"assignee": null, "group": "999"}), "group"),
        (json!({"status": "paused"}), "status"),
    ] {
        let error = refused(agent.patch(path, &patch), 422).await;
        assert_eq!(error.fields[0].path, field, "{patch}");
    }
    assert_eq!(agent.read::<Conversation>(path).await, before);
}

#[tokio::test]
async fn opening_a_closed_conversation_begins_a_new_attendance() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let path = "/api/conversations/955";
    let first: Conversation = agent.read(path).await;
    let close = json!({"status": "closed"});
    let closed: Conversation = expect(agent.patch(path, &close), StatusCode::OK).await;
    assert_eq!(closed.summary.status, Status::Closed);
    assert_eq!(closed.session, first.session);
    let open = json!({"status": "open"});
    let opened: Conversation = expect(agent.patch(path, &open), StatusCode::OK).await;
    assert_ne!(opened.session, first.session);
}

#[tokio::test]
async fn reading_a_conversation_leaves_nothing_unread() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/955").await;
    assert!(before.summary.unread > 0);
    for _ in 0..2 {
        done(agent.post("/api/conversations/955/read"), 204).await;
    }
    let after: Conversation = agent.read("/api/conversations/955").await;
    assert_eq!(after.summary.unread, 0);
}
