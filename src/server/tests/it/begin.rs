//! Beginning a conversation from the inside.

use encaixe_api::inbox::conversation::{Conversation, Status};
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::json;

use crate::support::{ANA, BRUNO, Running, expect, refused};

const PATH: &str = "/api/conversations";

#[tokio::test]
async fn somebody_new_is_made_a_contact_and_the_one_who_asks_is_in_charge() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let (_, mark) = running.told(0).await;
    let new = json!({"channel": "501", "identifier": "+55 31 95555-0000", "name": "Ígor Lins"});
    let made: Conversation = expect(agent.post_json(PATH, &new), StatusCode::CREATED).await;
    assert_eq!(made.person.name, "Ígor Lins");
    assert_eq!(made.person.phone.as_deref(), Some("5531955550000"));
    assert_eq!(made.identifier.as_deref(), Some("5531955550000"));
    let row = &made.summary;
    assert_eq!(row.assignee, Some(BRUNO.into()));
    assert_eq!(
        (row.status, row.unread, &row.group),
        (Status::Open, 0, &None)
    );
    assert_eq!((&row.last_message, made.messages.len()), (&None, 0));
    let told = Change::Conversation { id: row.id.clone() };
    // It began, and its attendance was asked for and taken.
    assert_eq!(running.told(mark).await.0, vec![told; 3]);

    // A second time it is the one that is open, whoever asks, and nothing changes by it.
    let admin = running.admin().await;
    let (_, mark) = running.told(0).await;
    for again in [
        json!({"channel": "501", "identifier": "5531955550000", "name": "Outro"}),
        json!({"channel": "501", "contact": made.person.id}),
    ] {
        let open: Conversation = expect(admin.post_json(PATH, &again), StatusCode::OK).await;
        assert_eq!(open, made);
    }
    assert_eq!(running.told(mark).await.0, []);

    // What the person writes then joins it.
    let body = json!({"sender": "5531955550000", "type": "text", "content": "Oi"});
    let request = agent.post_json("/api/channels/501/messages", &body);
    let got: serde_json::Value = expect(request, StatusCode::CREATED).await;
    assert_eq!(got["conversation"]["id"], json!(row.id));
    assert_eq!(got["contact"]["id"], json!(made.person.id));
}

#[tokio::test]
async fn a_known_contact_is_written_to_at_the_address_that_they_have() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (contact, channel, address) in [
        // So far in this channel; the conversation of then is closed.
        ("7017", "503", "otavio.brandao@correio.example"),
        // By e-mail, else by telephone.
        ("7001", "503", "mariana.albuquerque@correio.example"),
        ("7001", "505", "5511900007001"),
    ] {
        let new = json!({"channel": channel, "contact": contact, "identifier": ""});
        let made: Conversation = expect(admin.post_json(PATH, &new), StatusCode::CREATED).await;
        assert_eq!(made.identifier.as_deref(), Some(address));
        assert_eq!(made.person.id, contact.into());
        assert_eq!(made.summary.assignee, Some(ANA.into()));
    }
    // By an address of which a conversation is known, without saying who it is.
    let known: Conversation = admin.read("/api/conversations/945").await;
    assert_eq!(known.summary.status, Status::Closed);
    let new = json!({"channel": known.summary.channel, "identifier": "visitante-9", "contact": known.person.id});
    let made: Conversation = expect(admin.post_json(PATH, &new), StatusCode::CREATED).await;
    let close = json!({"status": "closed"});
    let request = admin.patch(&format!("{PATH}/{}", made.summary.id), &close);
    let _: Conversation = expect(request, StatusCode::OK).await;
    let new = json!({"channel": known.summary.channel, "identifier": "visitante-9", "name": "Não"});
    let again: Conversation = expect(admin.post_json(PATH, &new), StatusCode::CREATED).await;
    assert_eq!(again.person, known.person);
    assert_ne!(again.summary.id, made.summary.id);
}

#[tokio::test]
async fn a_token_leaves_nobody_in_charge_and_two_at_a_time_begin_one() {
    let running = Running::start().await;
    let program = running.program().await;
    let new = json!({"channel": "502", "identifier": "@nova"});
    let posts = (0..6).map(|_| program.post_json(PATH, &new).send());
    let mut found = Vec::new();
    let mut made = 0;
    for answer in futures::future::join_all(posts).await {
        let answer = answer.unwrap();
        made += usize::from(answer.status() == StatusCode::CREATED);
        found.push(answer.json::<Conversation>().await.unwrap());
    }
    assert_eq!(made, 1);
    assert!(found.windows(2).all(|two| two[0] == two[1]));
    assert_eq!(found[0].summary.assignee, None);
    assert_eq!(found[0].person.name, "@nova");
}

#[tokio::test]
async fn what_cannot_be_begun_is_told_with_its_field() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let (_, mark) = running.told(0).await;
    let long = "é".repeat(201);
    for (new, path, code) in [
        (json!({}), ".", "invalid"),
        (
            json!({"channel": "599", "identifier": "x"}),
            "channel",
            "not_found",
        ),
        (json!({"channel": "501"}), "identifier", "missing"),
        (
            json!({"channel": "501", "name": "Ana", "identifier": " "}),
            "identifier",
            "missing",
        ),
        (
            json!({"channel": "501", "identifier": &long}),
            "identifier",
            "too_long",
        ),
        (
            json!({"channel": "501", "identifier": "a\0"}),
            "identifier",
            "invalid",
        ),
        (
            json!({"channel": "501", "identifier": "x", "name": &long}),
            "name",
            "too_long",
        ),
        (
            json!({"channel": "501", "contact": "nobody"}),
            "contact",
            "not_found",
        ),
        (
            json!({"channel": "501", "contact": "nobody", "identifier": "5511900007001"}),
            "contact",
            "not_found",
        ),
        // No telephone is known of her.
        (
            json!({"channel": "501", "contact": "7003"}),
            "identifier",
            "missing",
        ),
        // Somebody else's.
        (
            json!({"channel": "501", "contact": "7003", "identifier": "5511900007001"}),
            "identifier",
            "taken",
        ),
    ] {
        let error = refused(agent.post_json(PATH, &new), 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            (path, code),
            "{new}: {error:?}"
        );
    }
    refused(
        running
            .stranger()
            .post_json(PATH, &json!({"channel": "501"})),
        401,
    )
    .await;
    assert_eq!(running.told(mark).await.0, []);
}
