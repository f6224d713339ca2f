//! The samples of the description are what is really sent.

use std::collections::BTreeMap;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Receiver, add, loopback, say, start};
use crate::support::expect;

/// The keys of a value, and of what lies within.
fn keys(value: &Value, at: &str, found: &mut Vec<String>) {
    let Value::Object(of) = value else { return };
    for (key, value) in of {
        let at = format!("{at}.{key}");
        // What custom fields a contact has is theirs.
        if key != "fields" {
            keys(value, &at, found);
        }
        found.push(at);
    }
}

fn shape(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    keys(value, "", &mut found);
    found.sort();
    found
}

#[tokio::test]
async fn each_event_that_can_be_told_is_described_with_what_is_really_sent() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let description: Value = running.stranger().read("/api/openapi.json").await;
    let hooks = description["webhooks"].as_object().unwrap();
    let names: Vec<&str> = encaixe_api::webhook::EventName::ALL
        .iter()
        .map(|name| name.as_str())
        .collect();
    assert_eq!(hooks.len(), names.len());
    let mut receiver = Receiver::start().await;
    add(&admin, &receiver.url, &names, json!({"ordered": true})).await;

    let message = say(&admin, "hello").await;
    let status = format!(
        "/api/conversations/955/messages/{}/status",
        message["id"].as_str().unwrap()
    );
    for word in ["received", "failed"] {
        expect::<Value>(
            admin.put_json(&status, &json!({"status": word})),
            StatusCode::OK,
        )
        .await;
    }
    let from_outside = json!({"sender": "+55 11 91234-5678", "type": "text", "content": "hi"});
    let sent = admin
        .post_json("/api/channels/501/messages", &from_outside)
        .send()
        .await
        .unwrap();
    assert!(sent.status().is_success(), "{}", sent.text().await.unwrap());
    let assigned = json!({"assignee": "102"});
    expect::<Value>(
        admin.patch("/api/conversations/955", &assigned),
        StatusCode::OK,
    )
    .await;
    admin
        .put("/api/conversations/955/tags/303")
        .send()
        .await
        .unwrap();
    expect::<Value>(
        admin.patch("/api/contacts/7001", &json!({"name": "Maria S."})),
        StatusCode::OK,
    )
    .await;

    let wanted = [
        "message.sent",
        "message.status_changed",
        "message.failed",
        "message.received",
        "conversation.begun",
        "conversation.assigned",
        "conversation.tagged",
        "contact.changed",
    ];
    let mut came: BTreeMap<String, Value> = BTreeMap::new();
    while !wanted.iter().all(|name| came.contains_key(*name)) {
        let body = receiver.next().await.json();
        came.insert(body["type"].as_str().unwrap().to_owned(), body);
    }
    for name in wanted {
        let sample = &hooks[name]["post"]["requestBody"]["content"]["application/json"]["example"];
        assert_eq!(shape(sample), shape(&came[name]), "{name}");
    }
    for name in names {
        let sample = &hooks[name]["post"]["requestBody"]["content"]["application/json"]["example"];
        assert_eq!(sample["type"], name);
    }
}
