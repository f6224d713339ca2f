//! Endpoints: who makes them, what is refused, and what of them is secret.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Receiver, add, deliveries_once, loopback, path, say, start};
use crate::support::{Running, expect, refused};

#[tokio::test]
async fn an_endpoint_is_made_shown_changed_and_removed_by_admins_alone() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let more =
        json!({"description": "Orders", "headers": [{"name": "X-Key", "value": "k1"}], "rate": 5});
    let url = "https://Crm.Example.com/hooks#part";
    let made = add(&admin, url, &["message.sent", "message.received"], more).await;
    assert_eq!(made["url"], "https://crm.example.com/hooks");
    assert_eq!(made["events"], json!(["message.received", "message.sent"]));
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    assert_eq!(made["rate"], 5);
    assert_eq!(
        (&made["enabled"], &made["channels"]),
        (&json!(true), &Value::Null)
    );
    let shown: Value = admin.read(&path(&made)).await;
    assert_eq!(shown["headers"], json!([{"name": "X-Key", "value": "k1"}]));
    assert!(shown.get("secret").is_none());
    let secret: Value = admin.read(&format!("{}/secret", path(&made))).await;
    assert_eq!(secret, json!({"secret": made["secret"]}));

    let change = json!({"channels": ["501"], "rate": null, "ordered": true, "enabled": false});
    let changed: Value = expect(admin.patch(&path(&made), &change), StatusCode::OK).await;
    assert_eq!(changed["channels"], json!(["501"]));
    assert_eq!(
        (&changed["rate"], &changed["ordered"]),
        (&Value::Null, &json!(true))
    );
    let page: Value = admin.read("/api/webhooks").await;
    assert_eq!(page["items"][0]["enabled"], false);

    let agent = running.agent().await;
    refused(agent.get("/api/webhooks"), 403).await;
    refused(agent.get(&path(&made)), 403).await;
    let gone = admin.delete(&path(&made)).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    refused(admin.get(&path(&made)), 404).await;
    refused(admin.delete(&path(&made)), 404).await;
}

#[tokio::test]
async fn what_an_endpoint_may_not_be_is_refused_with_the_reason() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let event = json!(["message.sent"]);
    for (new, field, code) in [
        (
            json!({"url": "http://crm.example/", "events": event}),
            "url",
            "not_https",
        ),
        (
            json!({"url": "https://127.0.0.1/", "events": event}),
            "url",
            "not_public",
        ),
        (
            json!({"url": "https://localhost/", "events": event}),
            "url",
            "not_public",
        ),
        (
            json!({"url": "https://0x7f.1/", "events": event}),
            "url",
            "not_public",
        ),
        (
            json!({"url": "https://a:b@crm.example/", "events": event}),
            "url",
            "credentials",
        ),
        (json!({"url": "crm", "events": event}), "url", "invalid"),
        (
            json!({"url": "https://93.184.215.14/", "events": []}),
            "events",
            "empty",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": event, "channels": []}),
            "channels",
            "empty",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": event, "channels": ["9"]}),
            "channels[0]",
            "not_found",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": event, "rate": 0}),
            "rate",
            "invalid",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": ["contact.changed"], "body": "plug"}),
            "events",
            "invalid",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": event, "headers": [{"name": "Webhook-Id", "value": "1"}]}),
            "headers[0].name",
            "taken",
        ),
        (
            json!({"url": "https://93.184.215.14/", "events": event, "headers": [{"name": "X", "value": "1"}, {"name": "cOnTeNt-TyPe", "value": "1"}]}),
            "headers[1].name",
            "taken",
        ),
    ] {
        let error = refused(admin.post_json("/api/webhooks", &new), 422).await;
        let fields = error.fields;
        let found = fields
            .first()
            .map(|one| (one.path.as_str(), one.code.as_str()));
        assert_eq!(found, Some((field, code)), "{new}");
    }
    let list: Value = admin.read("/api/webhooks").await;
    assert_eq!(list["items"], json!([]));
    // A name that leads nowhere now is taken, and said to.
    let made = add(
        &admin,
        "https://nowhere.invalid/",
        &["message.sent"],
        json!({}),
    )
    .await;
    assert!(
        made["warning"]
            .as_str()
            .unwrap()
            .contains("nowhere.invalid")
    );
    let shown: Value = admin.read(&path(&made)).await;
    assert!(shown.get("warning").is_none());
    // The set stays as it is when a change is refused.
    let change = json!({"url": "https://10.0.0.1/", "description": "x"});
    refused(admin.patch(&path(&made), &change), 422).await;
    let after: Value = admin.read(&path(&made)).await;
    assert_eq!(after, shown);
}

#[tokio::test]
async fn both_secrets_sign_while_one_follows_the_other() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    let old = made["secret"].as_str().unwrap();
    say(&admin, "one").await;
    let got = receiver.next().await;
    assert!(got.verifies(old) && !got.header("webhook-signature").contains(' '));

    let rotate = format!("{}/rotate", path(&made));
    let rotated: Value = expect(admin.post_json(&rotate, &json!({})), StatusCode::OK).await;
    assert_eq!(rotated["previous"], old);
    let new = rotated["secret"].as_str().unwrap();
    say(&admin, "two").await;
    let got = receiver.next().await;
    assert!(got.verifies(old) && got.verifies(new));
    assert_eq!(got.header("webhook-signature").matches(' ').count(), 1);

    let hard = json!({"overlapHours": 0});
    let rotated: Value = expect(admin.post_json(&rotate, &hard), StatusCode::OK).await;
    assert!(rotated.get("previous").is_none());
    say(&admin, "three").await;
    let got = receiver.next().await;
    assert!(got.verifies(rotated["secret"].as_str().unwrap()));
    assert!(!got.verifies(old) && !got.verifies(new));
    refused(admin.post_json(&rotate, &json!({"overlapHours": 721})), 422).await;
}

#[tokio::test]
async fn a_test_is_attempted_at_once_and_once() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let off = json!({"enabled": false});
    let made = add(&admin, &receiver.url, &["message.sent"], off).await;
    let test = format!("{}/test", path(&made));
    let send = async |event: &str| -> Value {
        expect(
            admin.post_json(&test, &json!({"event": event})),
            StatusCode::OK,
        )
        .await
    };
    // Nothing of the kind happened yet: a sample.
    let sent = send("attendance.rated").await;
    assert_eq!(
        (&sent["status"], &sent["test"]),
        (&json!("delivered"), &json!(true))
    );
    let got = receiver.next().await;
    assert!(got.verifies(made["secret"].as_str().unwrap()));
    assert_eq!(got.json()["type"], "attendance.rated");
    say(&admin, "really").await;
    send("message.sent").await;
    assert_eq!(
        receiver.next().await.json()["data"]["message"]["text"],
        "really"
    );

    receiver.now(|_| super::Reply::with(500));
    let sent = send("message.sent").await;
    assert_eq!(
        (&sent["status"], &sent["lastStatus"]),
        (&json!("dead"), &json!(500))
    );
    let items = deliveries_once(&admin, &made, |items| items.len() == 3).await;
    let detail = format!(
        "{}/deliveries/{}",
        path(&made),
        items[0]["id"].as_str().unwrap()
    );
    let detail: Value = admin.read(&detail).await;
    assert_eq!(detail["tries"][0]["status"], 500);
    assert_eq!(
        detail["tries"][0]["request"],
        format!("POST {}", receiver.url)
    );
    refused(admin.post_json(&test, &json!({"event": "nothing"})), 422).await;
}

#[tokio::test]
async fn a_test_sends_the_newest_event_of_its_name_whatever_came_later_under_another() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let off = json!({"enabled": false});
    let made = add(&admin, &receiver.url, &["message.sent"], off).await;
    let test = format!("{}/test", path(&made));
    let mut send = async |event: &str| -> Value {
        let request = admin.post_json(&test, &json!({"event": event}));
        expect::<Value>(request, StatusCode::OK).await;
        receiver.next().await.json()
    };
    let (failed, read) = (say(&admin, "one").await, say(&admin, "two").await);
    for (message, change) in [
        (&failed, json!({"status": "failed", "error": "no"})),
        (&read, json!({"status": "read"})),
    ] {
        let id = message["id"].as_str().unwrap();
        let path = format!("/api/conversations/955/messages/{id}/status");
        expect::<Value>(admin.put_json(&path, &change), StatusCode::OK).await;
    }
    for (event, message) in [
        ("message.failed", &failed),
        ("message.status_changed", &read),
    ] {
        let got = send(event).await;
        assert_eq!(
            (&got["type"], &got["data"]["message"]["id"]),
            (&json!(event), &message["id"])
        );
    }
    // A merge is told as a change of who was kept.
    let mut contacts = Vec::new();
    for identifier in ["5511955550001", "5511955550002"] {
        let new = json!({"channel": "501", "identifier": identifier, "name": "Rui"});
        let begun = admin.post_json("/api/conversations", &new);
        let begun: Value = expect(begun, StatusCode::CREATED).await;
        contacts.push(begun["contact"]["id"].clone());
    }
    let kept = contacts[0].as_str().unwrap();
    let merge = admin.post_json(
        &format!("/api/contacts/{kept}/merge"),
        &json!({"contact": contacts[1]}),
    );
    expect::<Value>(merge, StatusCode::OK).await;
    let got = send("contact.changed").await;
    assert_eq!(
        (&got["type"], &got["data"]["contact"]["id"]),
        (&json!("contact.changed"), &contacts[0])
    );
}
