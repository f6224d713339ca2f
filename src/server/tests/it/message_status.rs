//! How far messages get, and sending a failed one again.

use encaixe_api::inbox::message::{Message, MessageStatus};
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};

const MESSAGES: &str = "/api/conversations/953/messages";

async fn sent(who: &Visitor) -> Message {
    let text = json!({"type": "text", "text": "Oi"});
    expect(who.post_json(MESSAGES, &text), StatusCode::CREATED).await
}

async fn tell(who: &Visitor, message: &Message, word: &str) -> Message {
    let path = format!("{MESSAGES}/{}/status", message.id);
    let request = who.put_json(&path, &json!({"status": word}));
    expect(request, StatusCode::OK).await
}

#[tokio::test]
async fn a_message_goes_forward_only_or_fails() {
    let running = Running::start().await;
    let program = running.program().await;
    let message = sent(&program).await;
    let told = Change::Conversation { id: "953".into() };
    for (word, stands, changes) in [
        ("queued", MessageStatus::Sent, 0),
        ("sent", MessageStatus::Sent, 0),
        ("read", MessageStatus::Read, 1),
        ("received", MessageStatus::Read, 0),
        ("played", MessageStatus::Played, 1),
        ("read", MessageStatus::Played, 0),
        ("failed", MessageStatus::Failed, 1),
        ("failed", MessageStatus::Failed, 0),
        ("read", MessageStatus::Failed, 0),
    ] {
        let (_, mark) = running.told(0).await;
        let after = tell(&program, &message, word).await;
        let want = Message {
            status: Some(stands),
            ..message.clone()
        };
        assert_eq!(after, want, "{word}");
        assert_eq!(
            running.told(mark).await.0,
            vec![told.clone(); changes],
            "{word}"
        );
    }
}

#[tokio::test]
async fn a_failed_message_is_sent_again() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let message = sent(&agent).await;
    let retry = format!("{MESSAGES}/{}/retry", message.id);
    let error = refused(agent.post(&retry), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("status", "not_failed")
    );
    assert!(error.message.contains("`sent`"), "{error:?}");

    tell(&agent, &message, "failed").await;
    let (_, mark) = running.told(0).await;
    let again: Message = expect(agent.post(&retry), StatusCode::OK).await;
    assert_eq!(again, message);
    assert_eq!(
        running.told(mark).await.0,
        [Change::Conversation { id: "953".into() }]
    );

    tell(&agent, &message, "failed").await;
    let close = agent.patch("/api/conversations/953", &json!({"status": "closed"}));
    let _: Value = expect(close, StatusCode::OK).await;
    assert_eq!(
        refused(agent.post(&retry), 422).await.fields[0].code,
        "closed"
    );
}

#[tokio::test]
async fn a_failed_message_says_why_until_it_is_sent_again() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let message = sent(&agent).await;
    let path = format!("{MESSAGES}/{}/status", message.id);
    let long = "a".repeat(501);
    for (body, code) in [
        (json!({"status": "read", "error": "no"}), "unexpected"),
        (json!({"status": "failed", "error": long}), "too_long"),
    ] {
        let error = refused(agent.put_json(&path, &body), 422).await;
        assert_eq!(
            (&*error.fields[0].path, &*error.fields[0].code),
            ("error", code)
        );
    }
    let why = json!({"status": "failed", "error": " the number is not on WhatsApp "});
    let failed: Message = expect(agent.put_json(&path, &why), StatusCode::OK).await;
    let error = Some("the number is not on WhatsApp".to_owned());
    assert_eq!(
        (failed.status, &failed.error),
        (Some(MessageStatus::Failed), &error)
    );
    let page: encaixe_api::inbox::Page<Message> = agent.read(MESSAGES).await;
    assert!(page.items.iter().any(|one| one.error == error));
    let retry = format!("{MESSAGES}/{}/retry", message.id);
    let again: Message = expect(agent.post(&retry), StatusCode::OK).await;
    assert_eq!(again, message);
}

#[tokio::test]
async fn what_never_went_out_has_no_status_and_what_is_not_there_is_not_found() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let note = json!({"type": "note", "text": "Nota"});
    let note: Message = expect(agent.post_json(MESSAGES, &note), StatusCode::CREATED).await;
    let read = json!({"status": "read"});
    let path = |message: &str, last: &str| format!("{MESSAGES}/{message}/{last}");
    for request in [
        agent.put_json(&path(note.id.as_str(), "status"), &read),
        agent.post(&path(note.id.as_str(), "retry")),
    ] {
        assert_eq!(refused(request, 422).await.fields[0].code, "not_sent");
    }
    let word = agent.put_json(
        &path(note.id.as_str(), "status"),
        &json!({"status": "seen"}),
    );
    assert_eq!(refused(word, 422).await.fields[0].path, "status");
    let elsewhere = format!("/api/conversations/955/messages/{}/status", note.id);
    for (request, what) in [
        (agent.put_json(&path("none", "status"), &read), "message"),
        (agent.post(&path("none", "retry")), "message"),
        (agent.put_json(&elsewhere, &read), "message"),
        (
            agent.put_json(&elsewhere.replace("955", "none"), &read),
            "conversation",
        ),
    ] {
        assert!(refused(request, 404).await.message.contains(what));
    }
    refused(
        running.stranger().post(&path(note.id.as_str(), "retry")),
        401,
    )
    .await;
}
