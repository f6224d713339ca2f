//! Messages from outside: where they go, that each is taken once, and what is refused.

use encaixe_api::inbox::Page;
use encaixe_api::inbox::channel::{Channel, Received};
use encaixe_api::inbox::conversation::{Conversation, Status, Summary};
use encaixe_api::inbox::message::{From, Kind};
use encaixe_api::live::Change;
use encaixe_server::time;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};

const WHATSAPP: &str = "/api/channels/501/messages";
const MAIL: &str = "/api/channels/503/messages";

async fn receive(who: &Visitor, path: &str, body: Value) -> Received {
    expect(who.post_json(path, &body), StatusCode::CREATED).await
}

fn changes(ids: &[&str]) -> Vec<Change> {
    let change = |id: &&str| Change::Conversation { id: (*id).into() };
    ids.iter().map(change).collect()
}

#[tokio::test]
async fn the_channels_are_listed_in_their_order() {
    let running = Running::start().await;
    let page: Page<Channel> = running.agent().await.read("/api/channels").await;
    let names: Vec<&str> = page.items.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "WhatsApp da loja",
            "@lojaaurora",
            "contato@aurora.example",
            "Chat do site",
            "Telegram"
        ]
    );
    assert_eq!(page.next, None);
}

#[tokio::test]
async fn a_message_joins_the_conversation_that_is_open_with_its_sender() {
    let running = Running::start().await;
    let program = running.program().await;
    let before: Conversation = program.read("/api/conversations/955").await;
    let (_, mark) = running.told(0).await;
    let body = json!({"sender": "+55 (11) 90000-7001", "type": "text", "content": " Chegou!\n"});
    let got = receive(&program, WHATSAPP, body).await;
    assert_eq!(
        (got.message.kind, got.message.from),
        (Kind::Text, From::Contact)
    );
    assert_eq!((got.message.status, &got.message.author), (None, &None));
    assert_eq!(got.message.text, " Chegou!\n");
    assert_eq!(got.conversation.id, "955".into());
    assert_eq!(got.conversation.unread, before.summary.unread + 1);
    assert_eq!(got.conversation.last_message, Some(got.message.clone()));
    assert_eq!(got.contact, before.person);
    assert_eq!(running.told(mark).await.0, changes(&["955"]));

    let after: Conversation = program.read("/api/conversations/955").await;
    assert_eq!(after.messages.last(), Some(&got.message));
    assert_eq!(after.session, before.session);
    let list: Page<Summary> = program.read("/api/conversations?limit=1&q=chegou").await;
    assert_eq!(list.items, [got.conversation]);
}

#[tokio::test]
async fn a_sender_without_an_open_conversation_begins_one() {
    let running = Running::start().await;
    let program = running.program().await;
    // 939 is closed: its contact is known by the address all the same, however it is written.
    let closed: Conversation = program.read("/api/conversations/939").await;
    assert_eq!(closed.summary.status, Status::Closed);
    let sender = closed.identifier.unwrap().to_uppercase();
    let body = json!({"sender": sender, "type": "text", "content": "Voltei"});
    let back = receive(&program, MAIL, body.clone()).await;
    assert_ne!(back.conversation.id, closed.summary.id);
    assert_eq!(back.contact, closed.person);
    assert_eq!(
        (back.conversation.unread, back.conversation.status),
        (1, Status::Open)
    );
    assert_eq!(
        (
            back.conversation.assignee.as_ref(),
            back.conversation.group.as_ref()
        ),
        (None, None)
    );
    let again = receive(&program, MAIL, body).await;
    assert_eq!(again.conversation.id, back.conversation.id);
    assert_eq!(again.conversation.unread, 2);

    // The same address in another channel is somebody else.
    let body = json!({"sender": "5511900007001", "type": "text", "content": "Oi"});
    let other = receive(&program, "/api/channels/505/messages", body).await;
    assert_ne!(other.contact.id, "7001".into());
    let whole: Conversation = program
        .read(&format!("/api/conversations/{}", other.conversation.id))
        .await;
    assert_eq!(whole.identifier.as_deref(), Some("5511900007001"));
    assert_eq!(whole.messages, [other.message]);
}

#[tokio::test]
async fn what_is_known_of_a_sender_names_a_new_contact_and_fills_what_is_empty_of_a_known_one() {
    let running = Running::start().await;
    let program = running.program().await;
    let said = |info: Value| json!({"sender": "+55 21 98888-0001", "type": "text", "content": "Oi", "contactInfo": info});
    let nameless = receive(&program, WHATSAPP, said(Value::Null)).await;
    assert_eq!(nameless.contact.name, "+55 21 98888-0001");
    assert_eq!(nameless.contact.phone.as_deref(), Some("5521988880001"));

    let (_, mark) = running.told(0).await;
    let info = json!({"name": " Zélia Prado ", "email": "ZELIA@correio.example", "phone": "550000", "avatar": ""});
    let named = receive(&program, WHATSAPP, said(info)).await;
    assert_eq!(named.contact.id, nameless.contact.id);
    assert_eq!(named.contact.name, "Zélia Prado");
    assert_eq!(
        named.contact.email.as_deref(),
        Some("zelia@correio.example")
    );
    assert_eq!(named.contact.phone, nameless.contact.phone);
    assert_eq!(named.contact.avatar, None);
    assert_eq!(named.conversation.contact.name, "Zélia Prado");
    let id = named.conversation.id.to_string();
    // What is known of them, and what they wrote.
    assert_eq!(running.told(mark).await.0, changes(&[&id, &id]));
    let found: Page<Summary> = program.read("/api/conversations?q=zelia+correio").await;
    assert_eq!(found.items, [named.conversation]);

    let info = json!({"name": "Outra", "email": "outra@correio.example", "avatar": "https://m.example/z.png"});
    let kept = receive(&program, WHATSAPP, said(info)).await.contact;
    assert_eq!(
        (kept.name, kept.email),
        (named.contact.name, named.contact.email)
    );
    assert_eq!(kept.avatar.as_deref(), Some("https://m.example/z.png"));
}

#[tokio::test]
async fn a_message_is_taken_once_also_when_it_comes_twice_at_a_time() {
    let running = Running::start().await;
    let program = running.program().await;
    let body =
        json!({"id": "wamid.1", "sender": "5521977770002", "type": "text", "content": "Uma vez"});
    let (_, mark) = running.told(0).await;
    let posts = (0..8).map(|_| program.post_json(WHATSAPP, &body).send());
    let mut made = 0;
    let mut bodies = Vec::new();
    for answer in futures::future::join_all(posts).await {
        let answer = answer.unwrap();
        match answer.status() {
            StatusCode::CREATED => made += 1,
            status => assert_eq!(status, StatusCode::OK),
        }
        bodies.push(answer.json::<Received>().await.unwrap());
    }
    assert_eq!(made, 1);
    assert!(bodies.windows(2).all(|two| two[0] == two[1]));
    // The conversation began, its attendance was asked for, and the message came.
    assert_eq!(running.told(mark).await.0.len(), 3);
    assert_eq!(bodies[0].conversation.unread, 1);

    // Whatever else the second one says, and however it spells its sender; but in another channel it is another message.
    let other = json!({"id": "wamid.1", "sender": "+55 (21) 97777-0002", "type": "text", "content": "Outra"});
    let same: Received = expect(program.post_json(WHATSAPP, &other), StatusCode::OK).await;
    assert_eq!(same, bodies[0]);
    let elsewhere = receive(&program, MAIL, other).await;
    assert_ne!(elsewhere.message.id, same.message.id);
}

#[tokio::test]
async fn an_id_counts_for_its_sender_alone() {
    let running = Running::start().await;
    let program = running.program().await;
    for channel in ["501", "502", "503", "504", "505"] {
        let path = format!("/api/channels/{channel}/messages");
        let said = |sender: &str, text: &str| json!({"id": "5", "sender": sender, "type": "text", "content": text});
        let first = receive(&program, &path, said("tg-1001", "Da Ana")).await;
        let second = receive(&program, &path, said("tg-2002", "Do Rui")).await;
        assert_ne!(first.contact.id, second.contact.id, "{channel}");
        assert_ne!(first.conversation.id, second.conversation.id, "{channel}");
        assert_eq!(second.message.text, "Do Rui");
        for taken in [first, second] {
            let sender = taken.contact.name.clone();
            let again: Received = expect(
                program.post_json(&path, &said(&sender, "?")),
                StatusCode::OK,
            )
            .await;
            assert_eq!(again, taken, "{channel}");
        }
    }
}

#[tokio::test]
async fn two_first_messages_of_one_sender_begin_one_conversation() {
    let running = Running::start().await;
    let program = running.program().await;
    let posts = (0..8).map(|n| {
        let body = json!({"sender": "@nova", "type": "text", "content": n.to_string()});
        program
            .post_json("/api/channels/502/messages", &body)
            .send()
    });
    let mut ids = std::collections::BTreeSet::new();
    for answer in futures::future::join_all(posts).await {
        let got: Received = answer.unwrap().json().await.unwrap();
        ids.insert(got.conversation.id.to_string());
    }
    assert_eq!(ids.len(), 1);
    let id = ids.first().unwrap();
    let whole: Conversation = program.read(&format!("/api/conversations/{id}")).await;
    assert_eq!((whole.messages.len(), whole.summary.unread), (8, 8));
}

#[tokio::test]
async fn the_time_of_writing_is_taken_unless_it_is_to_come() {
    let running = Running::start().await;
    let program = running.program().await;
    let before: Conversation = program.read("/api/conversations/955").await;
    let said = |at: &str| json!({"sender": "5511900007001", "type": "text", "content": "Oi", "sentAt": at});
    let old = receive(&program, WHATSAPP, said("2020-02-29T21:00:00-03:00")).await;
    assert_eq!(old.message.created_at, "2020-03-01T00:00:00.000Z");
    // It stands where it belongs, and its conversation comes up as the news that it is.
    assert!(old.conversation.updated_at > before.summary.updated_at);
    let list: Page<Summary> = program.read("/api/conversations?limit=1").await;
    assert_eq!(list.items[0].id, "955".into());
    assert_eq!(old.conversation.last_message, before.summary.last_message);
    let whole: Conversation = program.read("/api/conversations/955").await;
    assert_eq!(whole.messages[0], old.message);

    let early = time::now();
    let new = receive(&program, WHATSAPP, said("2999-01-01T00:00:00Z")).await;
    let at = time::parse(&new.message.created_at).unwrap();
    assert!((early..=time::now()).contains(&at));
    assert_eq!(new.conversation.updated_at, new.message.created_at);
}

#[tokio::test]
async fn media_comes_with_its_address() {
    let running = Running::start().await;
    let program = running.program().await;
    for kind in ["image", "video", "audio", "file"] {
        let body = json!({"sender": "@nova", "type": kind, "mediaUrl": "https://m.example/a?b=c"});
        let got = receive(&program, "/api/channels/502/messages", body).await;
        assert_eq!(got.message.kind.as_str(), kind);
        assert_eq!(
            got.message.media_url.as_deref(),
            Some("https://m.example/a?b=c")
        );
        assert_eq!(got.message.text, "");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_message_is_told_with_its_field_and_changes_nothing() {
    let running = Running::start().await;
    let program = running.program().await;
    let (_, mark) = running.told(0).await;
    let long = |count: usize| "é".repeat(count);
    for (change, path, code) in [
        (json!({"sender": null}), "sender", "invalid"),
        (json!({"sender": " "}), "sender", "empty"),
        (json!({"sender": "\u{200b}\u{feff}"}), "sender", "empty"),
        (json!({"sender": "a\0"}), "sender", "invalid"),
        (json!({"id": ""}), "id", "empty"),
        (json!({"id": long(201)}), "id", "too_long"),
        (json!({"id": "a\0"}), "id", "invalid"),
        (json!({"type": "note"}), "type", "invalid"),
        (json!({"type": "sticker"}), "type", "invalid"),
        (json!({"content": ""}), "content", "empty"),
        (json!({"content": " \n"}), "content", "empty"),
        (json!({"content": long(10_001)}), "content", "too_long"),
        (json!({"content": "a\0b"}), "content", "invalid"),
        (json!({"type": "image"}), "mediaUrl", "missing"),
        (
            json!({"mediaUrl": "https://m.example/"}),
            "mediaUrl",
            "invalid",
        ),
        (
            json!({"type": "file", "mediaUrl": "/a.pdf"}),
            "mediaUrl",
            "invalid",
        ),
        (
            json!({"type": "file", "mediaUrl": "javascript:alert(1)"}),
            "mediaUrl",
            "invalid",
        ),
        (
            json!({"type": "file", "mediaUrl": format!("https://m.example/{}", long(2048))}),
            "mediaUrl",
            "invalid",
        ),
        (json!({"sentAt": "yesterday"}), "sentAt", "invalid"),
        (
            json!({"sentAt": "2026-02-30T00:00:00Z"}),
            "sentAt",
            "invalid",
        ),
    ] {
        let mut body = json!({"sender": "@nova", "type": "text", "content": "Oi"});
        body.as_object_mut()
            .unwrap()
            .extend(change.as_object().unwrap().clone());
        let error = refused(program.post_json(WHATSAPP, &body), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{change}: {error:?}"
        );
    }
    let several = json!({"id": "", "sender": "", "type": "image", "sentAt": ""});
    let error = refused(program.post_json(WHATSAPP, &several), 422).await;
    assert_eq!(error.fields.len(), 4, "{error:?}");

    let body = json!({"sender": "a", "type": "text", "content": "Oi"});
    let error = refused(program.post_json("/api/channels/599/messages", &body), 404).await;
    assert!(error.message.contains("channel"), "{error:?}");
    refused(running.stranger().post_json(WHATSAPP, &body), 401).await;
    refused(program.post(WHATSAPP).body("x"), 415).await;
    let huge = json!({"sender": "a", "type": "text", "content": long(600_000)});
    refused(program.post_json(WHATSAPP, &huge), 413).await;
    assert_eq!(running.told(mark).await.0, []);
}
