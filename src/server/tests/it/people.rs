//! Who is who: one person however their address is written, what is claimed and what is known, what is left out of a message.

use encaixe_api::inbox::channel::Received;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::{Conversation, Rows};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};

const WHATSAPP: &str = "/api/channels/501/messages";
const MAIL: &str = "/api/channels/503/messages";
const CHAT: &str = "/api/channels/504/messages";

async fn receive(who: &Visitor, path: &str, body: &Value) -> Received {
    expect(who.post_json(path, body), StatusCode::CREATED).await
}

async fn says(who: &Visitor, path: &str, sender: &str) -> Received {
    let body = json!({"sender": sender, "type": "text", "content": "Oi"});
    receive(who, path, &body).await
}

async fn set(who: &Visitor, contact: &str, patch: Value) -> Contact {
    let path = format!("/api/contacts/{contact}");
    expect(who.patch(&path, &patch), StatusCode::OK).await
}

#[tokio::test]
async fn a_sender_is_one_person_in_every_spelling() {
    let running = Running::start().await;
    let program = running.program().await;
    for (path, spellings, kept, display) in [
        (
            WHATSAPP,
            &[
                "553188887777",
                "+55 (31) 98888-7777",
                "5531988887777",
                "5531988887777@s.whatsapp.net",
                "whatsapp:+5531988887777",
                "+55\u{200b}31 98888\u{2011}7777",
                "＋５５３１９８８８８７７７７",
                "+٥٥٣١٩٨٨٨٨٧٧٧٧",
                "tel:+55-31-98888-7777;ext=9",
            ] as &[&str],
            "5531988887777",
            "+55 31 98888-7777",
        ),
        (
            WHATSAPP,
            &["5215512345678", "+52 55 1234 5678"],
            "525512345678",
            "+52 55 1234 5678",
        ),
        (
            WHATSAPP,
            &["5491123456789", "541123456789", "+54 11 15-2345-6789"],
            "5491123456789",
            "+54 9 11 2345-6789",
        ),
        (
            MAIL,
            &[
                "a@b.example",
                "Name <A@b.example>",
                " a@B.EXAMPLE\u{feff}",
                "mailto:a@b.example",
            ],
            "a@b.example",
            "a@b.example",
        ),
        (
            MAIL,
            &["ana@münchen.example", "Ana <ana@xn--mnchen-3ya.example>"],
            "ana@xn--mnchen-3ya.example",
            "ana@münchen.example",
        ),
    ] {
        let first = says(&program, path, spellings[0]).await;
        for text in spellings {
            let next = says(&program, path, text).await;
            assert_eq!(next.contact.id, first.contact.id, "{text}");
            assert_eq!(next.conversation.id, first.conversation.id, "{text}");
        }
        let address = format!("/api/conversations/{}", first.conversation.id);
        let whole: Conversation = program.read(&address).await;
        assert_eq!(whole.identifier.as_deref(), Some(kept));
        assert_eq!(whole.identifier_display.as_deref(), Some(display));
        assert_eq!(whole.person.name, display);
        // The same message again, in each other spelling.
        let said =
            |sender: &str| json!({"id": "7", "sender": sender, "type": "text", "content": "Oi"});
        let taken = receive(&program, path, &said(spellings[0])).await;
        for text in spellings {
            let again: Received =
                expect(program.post_json(path, &said(text)), StatusCode::OK).await;
            assert_eq!(again.message, taken.message, "{text}");
        }
    }
}

#[tokio::test]
async fn no_sender_but_an_empty_one_is_refused_and_opaque_ones_stay_apart() {
    let running = Running::start().await;
    let program = running.program().await;
    let long = "é".repeat(2_000);
    for (path, sender, kept) in [
        (WHATSAPP, "123456789012345@lid", "123456789012345@lid"),
        (
            WHATSAPP,
            "5531988887777-1612@g.us",
            "5531988887777-1612@g.us",
        ),
        (WHATSAPP, "30003", "30003"),
        (WHATSAPP, "988887777", "988887777"),
        (WHATSAPP, "LOJA\u{200b} AZUL", "LOJA AZUL"),
        (MAIL, "mailer-daemon", "mailer-daemon"),
        ("/api/channels/505/messages", "553188887777", "553188887777"),
        (
            "/api/channels/502/messages",
            "5531988887777",
            "5531988887777",
        ),
        (CHAT, "55 31 98888-7777", "55 31 98888-7777"),
    ] {
        let got = says(&program, path, sender).await;
        let whole: Conversation = program
            .read(&format!("/api/conversations/{}", got.conversation.id))
            .await;
        assert_eq!(whole.identifier.as_deref(), Some(kept), "{sender}");
        assert_eq!(whole.person.phone, None, "{sender}");
    }
    for path in [WHATSAPP, MAIL, CHAT] {
        let one = says(&program, path, &format!("{long}a")).await;
        let two = says(&program, path, &format!("{long}b")).await;
        assert_ne!(one.contact.id, two.contact.id);
    }
}

#[tokio::test]
async fn what_an_agent_set_names_who_writes_and_what_is_claimed_does_not() {
    let running = Running::start().await;
    let (agent, program, admin) = (
        running.agent().await,
        running.program().await,
        running.admin().await,
    );
    let chat = |sender: &str, phone: &str| json!({"sender": sender, "type": "text", "content": "Oi", "contactInfo": {"phone": phone, "email": "rui@b.example"}});
    // Claimed in the web chat: another person, whoever says so.
    let claimed = receive(&program, CHAT, &chat("v-1", "+55 31 98888-7777")).await;
    assert_eq!(claimed.contact.phone.as_deref(), Some("5531988887777"));
    let by_phone = says(&program, WHATSAPP, "5531988887777").await;
    assert_ne!(by_phone.contact.id, claimed.contact.id);
    let by_mail = says(&program, MAIL, "rui@b.example").await;
    assert_ne!(by_mail.contact.id, claimed.contact.id);

    // A program of an agent's role only passes on what it was told; an agent knows.
    let other = receive(&program, CHAT, &chat("v-2", ""))
        .await
        .contact
        .id
        .to_string();
    set(&program, &other, json!({"phone": "5531977776666"})).await;
    let unknown = says(&program, WHATSAPP, "553177776666").await;
    assert_ne!(unknown.contact.id.to_string(), other);
    let third = receive(&program, CHAT, &chat("v-3", ""))
        .await
        .contact
        .id
        .to_string();
    set(
        &agent,
        &third,
        json!({"phone": "+55 31 96666-5555", "email": "Eva <eva@b.example>"}),
    )
    .await;
    let known = says(&program, WHATSAPP, "553166665555@s.whatsapp.net").await;
    assert_eq!(known.contact.id.to_string(), third);
    let known = says(&program, MAIL, "EVA@b.example").await;
    assert_eq!(known.contact.id.to_string(), third);
    // Where it is set for two, it names neither.
    let fourth = receive(&program, CHAT, &chat("v-4", ""))
        .await
        .contact
        .id
        .to_string();
    for contact in [&fourth, &other] {
        set(&admin, contact, json!({"phone": "+55 31 95555-4444"})).await;
    }
    let neither = says(&program, WHATSAPP, "5531955554444").await;
    assert!(![fourth, other].contains(&neither.contact.id.to_string()));
}

#[tokio::test]
async fn a_changed_address_is_the_one_that_is_written_to() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    for (path, channel, old, new, patch, close) in [
        (
            WHATSAPP,
            "501",
            "5531988887777",
            "5531977770000",
            json!({"phone": "+55 31 97777-0000"}),
            true,
        ),
        (
            WHATSAPP,
            "501",
            "5531988887778",
            "5531977770001",
            json!({"phone": "+55 31 97777-0001"}),
            false,
        ),
        (
            MAIL,
            "503",
            "old@b.example",
            "new@b.example",
            json!({"email": "new@b.example"}),
            true,
        ),
        (
            MAIL,
            "503",
            "older@b.example",
            "newer@b.example",
            json!({"email": "newer@b.example"}),
            false,
        ),
    ] {
        let first = says(&program, path, old).await;
        let id = first.contact.id.to_string();
        if close {
            let address = format!("/api/conversations/{}", first.conversation.id);
            let request = agent.patch(&address, &json!({"status": "closed"}));
            let _: Conversation = expect(request, StatusCode::OK).await;
        }
        set(&agent, &id, patch).await;
        let begin = json!({"channel": channel, "contact": id});
        let path_of_all = "/api/conversations";
        let made: Conversation =
            expect(agent.post_json(path_of_all, &begin), StatusCode::CREATED).await;
        assert_eq!(made.identifier.as_deref(), Some(new));
        assert_eq!(made.person.id, first.contact.id);
        let again: Conversation =
            expect(agent.post_json(path_of_all, &begin), StatusCode::OK).await;
        assert_eq!(again.summary.id, made.summary.id);
        // Who answers from there is known.
        assert_eq!(
            says(&program, path, new).await.conversation.id,
            made.summary.id
        );
    }
}

#[tokio::test]
async fn what_cannot_be_used_of_a_contact_is_left_out_and_told_and_the_message_taken() {
    let running = Running::start().await;
    let program = running.program().await;
    let long = "é".repeat(201);
    for (place, (info, path, code)) in [
        (json!({"name": ""}), "contactInfo.name", "empty"),
        (json!({"name": " \u{200b}"}), "contactInfo.name", "empty"),
        (json!({"name": long}), "contactInfo.name", "too_long"),
        (json!({"name": "a\0"}), "contactInfo.name", "invalid"),
        (json!({"name": 5}), "contactInfo.name", "invalid"),
        (json!({"email": "ana"}), "contactInfo.email", "invalid"),
        (
            json!({"email": ["a@b.example"]}),
            "contactInfo.email",
            "invalid",
        ),
        (json!({"phone": "casa"}), "contactInfo.phone", "invalid"),
        (json!({"phone": "12"}), "contactInfo.phone", "invalid"),
        (json!({"avatar": "a.png"}), "contactInfo.avatar", "invalid"),
        (
            json!({"avatar": "javascript:alert(1)"}),
            "contactInfo.avatar",
            "invalid",
        ),
        (json!({"nome": "Ana"}), "contactInfo.nome", "unknown"),
        (json!("Ana"), "contactInfo", "invalid"),
        (json!([{"name": "Ana"}]), "contactInfo", "invalid"),
    ]
    .into_iter()
    .enumerate()
    {
        let sender = format!("v-{place}");
        let body = json!({"sender": sender, "type": "text", "content": "Oi", "contactInfo": info});
        let got = receive(&program, CHAT, &body).await;
        let told: Vec<_> = got
            .ignored
            .iter()
            .map(|one| (one.path.as_str(), one.code.as_str()))
            .collect();
        assert_eq!(told, [(path, code)], "{info}");
        assert_eq!(got.message.text, "Oi");
        assert_eq!(got.contact.name, sender);
    }
    // What is usable beside it is used, keys that there are not are named, and nothing else is told.
    let info = json!({"name": "Ana", "email": "x", "avatar": null, "phone": ""});
    let body = json!({"sender": "v", "type": "text", "content": "Oi", "contactInfo": info, "mediaURL": "x", "reply_to": {"a": "\0"}});
    let got = receive(&program, CHAT, &body).await;
    assert_eq!(got.contact.name, "Ana");
    let told: Vec<_> = got.ignored.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(told, ["mediaURL", "reply_to", "contactInfo.email"]);
    let body = json!({"sender": "v", "type": "text", "content": "Oi", "contactInfo": null});
    let got: Value = expect(program.post_json(CHAT, &body), StatusCode::CREATED).await;
    assert_eq!(got.get("ignored"), Some(&json!([])));
    let new = json!({"channel": "504", "identifier": "v-new", "nome": "Ana"});
    let made: Value = expect(
        program.post_json("/api/conversations", &new),
        StatusCode::CREATED,
    )
    .await;
    assert_eq!(made["ignored"][0]["path"], "nome");
    assert_eq!(made["identifier"], "v-new");
    // Many of them make no long answer.
    let mut many = json!({"sender": "v", "type": "text", "content": "Oi"});
    for n in 0..5_000 {
        many[format!("k{n}")] = json!(1);
    }
    assert_eq!(receive(&program, CHAT, &many).await.ignored.len(), 20);
}

#[tokio::test]
async fn a_file_has_its_name_and_a_mail_its_length() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let file = |name: Value| json!({"sender": "v", "type": "file", "mediaUrl": "https://m.example/a", "fileName": name});
    for (name, kept, told) in [
        (json!("orçamento.pdf"), Some("orçamento.pdf"), 0),
        (json!("\u{202e}fdp.exe"), Some("fdp.exe"), 0),
        (json!(null), None, 0),
        (json!(" "), None, 0),
        (json!("é".repeat(201)), None, 1),
    ] {
        let got = receive(&program, CHAT, &file(name.clone())).await;
        assert_eq!(got.message.file_name.as_deref(), kept, "{name}");
        assert_eq!(got.ignored.len(), told, "{name}");
        let whole: Conversation = program
            .read(&format!("/api/conversations/{}", got.conversation.id))
            .await;
        assert_eq!(whole.messages.last(), Some(&got.message));
    }
    let text = |count: usize| json!({"sender": "a@b.example", "type": "text", "content": "é".repeat(count)});
    let mail = receive(&program, MAIL, &text(100_000)).await;
    assert_eq!(mail.message.text.chars().count(), 100_000);
    for (path, count) in [(MAIL, 100_001), (CHAT, 10_001), (WHATSAPP, 10_001)] {
        let error = refused(program.post_json(path, &text(count)), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            ("content", "too_long")
        );
    }
    let chat = says(&program, CHAT, "v").await;
    for (conversation, kind, count, status) in [
        (&mail.conversation.id, "text", 100_000, 201),
        (&mail.conversation.id, "text", 100_001, 422),
        (&mail.conversation.id, "note", 10_001, 422),
        (&chat.conversation.id, "text", 10_001, 422),
        (&chat.conversation.id, "text", 10_000, 201),
    ] {
        let path = format!("/api/conversations/{conversation}/messages");
        let body = json!({"type": kind, "text": "é".repeat(count)});
        let answer = agent.post_json(&path, &body).send().await.unwrap();
        assert_eq!(answer.status(), status, "{kind} {count}");
    }
}

#[tokio::test]
async fn news_come_to_the_top_however_late_they_are() {
    let running = Running::start().await;
    let program = running.program().await;
    let late = json!({"sender": "v-late", "type": "text", "content": "Ontem", "sentAt": "2020-01-01T00:00:00Z"});
    let got = receive(&program, CHAT, &late).await;
    assert_eq!(got.message.created_at, "2020-01-01T00:00:00.000Z");
    let list: Rows = program.read("/api/conversations?limit=1").await;
    assert_eq!(list.items[0].id, got.conversation.id);
    let second = receive(
        &program,
        CHAT,
        &json!({"sender": "v-late", "type": "text", "content": "Hoje"}),
    )
    .await;
    let whole: Conversation = program
        .read(&format!("/api/conversations/{}", got.conversation.id))
        .await;
    assert_eq!(whole.messages, [got.message, second.message]);
}

#[tokio::test]
async fn of_two_open_conversations_of_one_sender_the_newer_takes_what_comes() {
    let running = Running::start().await;
    let (agent, program) = (running.agent().await, running.program().await);
    let first = says(&program, CHAT, "v-1").await.conversation.id;
    let path = |id: &dyn std::fmt::Display| format!("/api/conversations/{id}");
    let _: Conversation = expect(
        agent.patch(&path(&first), &json!({"status": "closed"})),
        StatusCode::OK,
    )
    .await;
    let second = says(&program, CHAT, "v-1").await.conversation.id;
    assert_ne!(first, second);
    let again: Conversation = expect(
        agent.patch(&path(&first), &json!({"status": "open"})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(again.newer, Some(second.clone()));
    // Also when the older one was written in last.
    let text = json!({"type": "text", "text": "Ainda aí?"});
    let _: Value = expect(
        agent.post_json(&format!("{}/messages", path(&first)), &text),
        StatusCode::CREATED,
    )
    .await;
    assert_eq!(says(&program, CHAT, "v-1").await.conversation.id, second);
    let newer: Conversation = agent.read(&path(&second)).await;
    assert_eq!(newer.newer, None);
    // Beginning one again leads to the same.
    let begin = json!({"channel": "504", "identifier": "v-1"});
    let open: Conversation = expect(
        agent.post_json("/api/conversations", &begin),
        StatusCode::OK,
    )
    .await;
    assert_eq!(open.summary.id, second);
    let _: Conversation = expect(
        agent.patch(&path(&second), &json!({"status": "closed"})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(says(&program, CHAT, "v-1").await.conversation.id, first);
}

#[tokio::test]
async fn what_a_member_types_is_read_before_it_is_kept() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for (query, kept, display, sure) in [
        (
            "type=whatsapp&text=%2B55%2031%208888-7777",
            json!("5531988887777"),
            json!("+55 31 98888-7777"),
            true,
        ),
        (
            "type=email&text=Ana%20%3CANA%40b.example%3E",
            json!("ana@b.example"),
            json!("ana@b.example"),
            true,
        ),
        (
            "type=whatsapp&text=988887777",
            json!("988887777"),
            json!("988887777"),
            false,
        ),
        (
            "type=telegram&text=5531988887777",
            json!("5531988887777"),
            json!("5531988887777"),
            false,
        ),
        ("type=sms&text=%20", json!(null), json!(null), false),
        ("", json!(null), json!(null), false),
    ] {
        let read: Value = agent.read(&format!("/api/address?{query}")).await;
        assert_eq!(
            read,
            json!({"kept": kept, "display": display, "sure": sure}),
            "{query}"
        );
    }
}
