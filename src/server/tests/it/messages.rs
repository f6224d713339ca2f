//! Saying something in a conversation, and reading back what was said.

use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::{Conversation, Summary};
use encaixe_api::inbox::message::{From, Kind, Message, MessageStatus};
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{BRUNO, Running, expect, refused};

const MESSAGES: &str = "/api/conversations/953/messages";

#[tokio::test]
async fn a_text_and_a_note_stand_last_with_their_author() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/953").await;
    assert!(before.summary.unread > 0);
    let (_, mark) = running.told(0).await;
    let text = json!({"type": "text", "text": "  Já separei!\n"});
    let sent: Message = expect(agent.post_json(MESSAGES, &text), StatusCode::CREATED).await;
    assert_eq!(
        (sent.kind, sent.from, sent.status),
        (Kind::Text, From::Agent, Some(MessageStatus::Sent))
    );
    assert_eq!(sent.author, Some(BRUNO.into()));
    assert_eq!(sent.text, "  Já separei!\n");
    let note = json!({"type": "note", "text": "Avisar o ateliê"});
    let noted: Message = expect(agent.post_json(MESSAGES, &note), StatusCode::CREATED).await;
    assert_eq!(
        (noted.kind, noted.from, noted.status),
        (Kind::Note, From::Agent, None)
    );
    let told = Change::Conversation { id: "953".into() };
    assert_eq!(running.told(mark).await.0, [told.clone(), told]);

    let after: Conversation = agent.read("/api/conversations/953").await;
    let said = after.messages.len();
    assert_eq!(after.messages[said - 2..], [sent, noted.clone()]);
    assert_eq!(after.summary.updated_at, noted.created_at);
    assert_eq!(after.summary.unread, before.summary.unread);
    let list: Page<Summary> = agent.read("/api/conversations?limit=1").await;
    assert_eq!(list.items[0], after.summary);
}

#[tokio::test]
async fn messages_of_one_moment_keep_the_order_in_which_they_were_taken() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let mut sent = Vec::new();
    for number in 0..30 {
        let note = json!({"type": "note", "text": number.to_string()});
        let made: Message = expect(agent.post_json(MESSAGES, &note), StatusCode::CREATED).await;
        sent.push(made);
    }
    let page: Page<Message> = agent.read(&format!("{MESSAGES}?limit=30")).await;
    assert_eq!(page.items, sent);
}

#[tokio::test]
async fn a_plugin_may_note_for_a_member_and_never_write_to_the_contact() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let plugin = running.demo_plugin().await;
    let note = json!({"type": "note", "text": "Pedido AU-1 faturado", "plugin": plugin});
    let noted: Message = expect(agent.post_json(MESSAGES, &note), StatusCode::CREATED).await;
    assert_eq!(
        (noted.from, &noted.author),
        (From::Plugin, &Some(BRUNO.into()))
    );
    assert_eq!(noted.plugin.as_deref(), Some("Demo"));

    let text = json!({"type": "text", "text": "Oi", "plugin": plugin});
    let error = refused(agent.post_json(MESSAGES, &text), 422).await;
    assert_eq!(error.fields[0].path, "plugin");

    let unknown = json!({"type": "note", "text": "Oi", "plugin": "none"});
    let error = refused(agent.post_json(MESSAGES, &unknown), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("plugin", "not_found")
    );
    let path = format!("/api/plugins/{plugin}");
    let off = running
        .admin()
        .await
        .patch(&path, &json!({"enabled": false}));
    let _: Value = expect(off, StatusCode::OK).await;
    refused(agent.post_json(MESSAGES, &note), 422).await;
    let last: Page<Message> = agent.read(&format!("{MESSAGES}?limit=1")).await;
    assert_eq!(last.items, [noted]);
}

#[tokio::test]
async fn a_closed_conversation_takes_notes_alone() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let path = "/api/conversations/945/messages";
    let text = json!({"type": "text", "text": "Oi"});
    let error = refused(agent.post_json(path, &text), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("type", "closed")
    );
    assert!(
        error.message.contains("reopen it first"),
        "{}",
        error.message
    );
    let note = json!({"type": "note", "text": "Oi"});
    let _: Message = expect(agent.post_json(path, &note), StatusCode::CREATED).await;
    let open = agent.patch("/api/conversations/945", &json!({"status": "open"}));
    let _: Conversation = expect(open, StatusCode::OK).await;
    let _: Message = expect(agent.post_json(path, &text), StatusCode::CREATED).await;
}

#[tokio::test]
async fn a_message_without_words_or_of_another_kind_is_refused() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/953").await;
    let long = "á".repeat(10_001);
    for (body, path) in [
        (json!({"type": "text", "text": ""}), "text"),
        (json!({"type": "note", "text": " \n\u{a0}"}), "text"),
        (json!({"type": "note", "text": long}), "text"),
        (json!({"type": "image", "text": "x"}), "type"),
        (json!({"type": "shout", "text": "x"}), "type"),
        (json!({"type": "note", "text": 1}), "text"),
        (json!({"type": "note"}), "."),
        (json!({"text": "x"}), "."),
    ] {
        let error = refused(agent.post_json(MESSAGES, &body), 422).await;
        assert_eq!(error.fields[0].path, path, "{}", error.message);
    }
    let none = json!({"type": "note", "text": "x"});
    refused(
        agent.post_json("/api/conversations/none/messages", &none),
        404,
    )
    .await;
    assert_eq!(
        agent.read::<Conversation>("/api/conversations/953").await,
        before
    );
    let longest = json!({"type": "note", "text": "á".repeat(10_000)});
    let _: Message = expect(agent.post_json(MESSAGES, &longest), StatusCode::CREATED).await;
}

#[tokio::test]
async fn a_program_writes_without_an_author() {
    let running = Running::start().await;
    let program = running.program().await;
    let text = json!({"type": "text", "text": "Oi"});
    let sent: Message = expect(program.post_json(MESSAGES, &text), StatusCode::CREATED).await;
    assert_eq!((sent.from, sent.author), (From::Agent, None));
}

#[tokio::test]
async fn a_long_conversation_is_read_back_by_the_ids_of_its_messages() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let whole: Conversation = agent.read("/api/conversations/947").await;
    assert_eq!(whole.messages.len(), 50);
    assert!(whole.earlier.is_some());
    let path = "/api/conversations/947/messages";
    let all: Page<Message> = agent.read(&format!("{path}?limit=200")).await;
    assert_eq!((all.next, all.items.len() > 50), (None, true));
    assert_eq!(all.items[all.items.len() - 50..], whole.messages);
    for kind in [Kind::Image, Kind::Note] {
        assert!(all.items.iter().any(|one| one.kind == kind));
    }

    let mut found: Vec<Message> = Vec::new();
    let mut before = String::new();
    loop {
        let page: Page<Message> = agent.read(&format!("{path}?limit=7&before={before}")).await;
        before = page.items[0].id.to_string();
        found.splice(..0, page.items);
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(found, all.items);
    let none: Page<Message> = agent.read(&format!("{path}?before={before}")).await;
    assert!(none.items.is_empty() && none.next.is_none());

    let elsewhere: Page<Message> = agent.read(MESSAGES).await;
    for strange in [elsewhere.items[0].id.as_str(), "none"] {
        let error = refused(agent.get(&format!("{path}?before={strange}")), 422).await;
        assert_eq!(error.fields[0].path, "before");
    }
}
