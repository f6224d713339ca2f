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

/// Whether a body is what its schema says: an object with these keys, of these types, and the value that is the only one.
fn assert_fits(schema: &Value, body: &Value, at: &str) {
    let is_kind = match schema["type"].as_str().unwrap() {
        "object" => body.is_object(),
        "string" => body.is_string(),
        other => panic!("{at}: {other}"),
    };
    assert!(is_kind, "{at}: {body}");
    if schema["format"] == "date-time" {
        let time = encaixe_server::time::parse(body.as_str().unwrap());
        assert!(time.is_some(), "{at}: {body}");
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        let key = key.as_str().unwrap();
        let (property, value) = (&schema["properties"][key], &body[key]);
        match property.get("const") {
            Some(only) => assert_eq!(value, only, "{at}.{key}"),
            None => assert_fits(property, value, &format!("{at}.{key}")),
        }
    }
}

/// Takes deliveries until one of that name came.
async fn until(receiver: &mut Receiver, came: &mut BTreeMap<String, Value>, name: &str) {
    while !came.contains_key(name) {
        let body = receiver.next().await.json();
        came.insert(body["type"].as_str().unwrap().to_owned(), body);
    }
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

    let mut came = BTreeMap::new();
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

    // Whoever wrote from outside is served, and says how it was.
    let lists: Value = admin.read("/api/conversations?q=91234&limit=1").await;
    let new = &lists["items"][0]["id"].as_str().unwrap().to_owned();
    let one = format!("/api/conversations/{new}");
    expect::<Value>(admin.post(&format!("{one}/start")), StatusCode::OK).await;
    // Records are as they are at the first attempt, so that what follows would be in it.
    until(&mut receiver, &mut came, "attendance.started").await;
    let rules = json!({"closingReport": "may", "closingCategory": "may"});
    expect::<Value>(admin.patch("/api/workspace", &rules), StatusCode::OK).await;
    let category = json!({"name": "Pedidos"});
    let request = admin.post_json("/api/attendance-categories", &category);
    let category: Value = expect(request, StatusCode::CREATED).await;
    let closed =
        json!({"status": "closed", "report": "x", "categories": [{"category": category["id"]}]});
    let closed: Value = expect(admin.patch(&one, &closed), StatusCode::OK).await;
    let rating = format!(
        "/api/attendances/{}/rating",
        closed["session"].as_str().unwrap()
    );
    until(&mut receiver, &mut came, "attendance.finished").await;
    let good = json!({"score": 5, "observation": "x"});
    expect::<Value>(admin.put_json(&rating, &good), StatusCode::OK).await;
    for state in [
        json!({"connected": true}),
        json!({"connected": false, "error": "off"}),
    ] {
        let request = admin.put_json("/api/channels/501/state", &state);
        expect::<Value>(request, StatusCode::OK).await;
    }
    // One that is gone tells of itself.
    let gone = Receiver::that(|_| super::Reply::with(410)).await;
    add(&admin, &gone.url, &["conversation.tagged"], json!({})).await;
    admin
        .put("/api/conversations/955/tags/304")
        .send()
        .await
        .unwrap();

    let wanted = [
        "message.sent",
        "message.status_changed",
        "message.failed",
        "message.received",
        "conversation.begun",
        "conversation.assigned",
        "conversation.tagged",
        "contact.changed",
        "attendance.started",
        "attendance.finished",
        "attendance.rated",
        "channel.disconnected",
        "webhook.disabled",
    ];
    for name in wanted {
        until(&mut receiver, &mut came, name).await;
    }
    let described = |name: &str| &hooks[name]["post"]["requestBody"]["content"]["application/json"];
    for name in wanted {
        let (schema, sample) = (&described(name)["schema"], &described(name)["example"]);
        assert_eq!(shape(sample), shape(&came[name]), "{name}");
        assert_fits(schema, &came[name], name);
    }
    for name in names {
        let (schema, sample) = (&described(name)["schema"], &described(name)["example"]);
        assert_eq!(sample["type"], name);
        assert_eq!(
            schema["required"],
            json!(["type", "timestamp", "data"]),
            "{name}"
        );
        assert_fits(schema, sample, name);
    }
}
