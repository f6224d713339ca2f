//! A channel's messages are carried outside by a webhook endpoint.

use std::time::Duration;

use encaixe_api::inbox::channel::Channel;
use encaixe_api::inbox::message::{Message, MessageStatus};
use encaixe_server::config::Config;
use encaixe_server::store::Store;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};
use crate::webhooks::{Receiver, Reply, add, loopback, say};

const CHANNEL: &str = "/api/channels/501";
const MESSAGES: &str = "/api/conversations/955/messages";

fn hurried(config: &mut Config) {
    loopback(config);
    config.timing.steps = vec![Duration::from_millis(20); 2];
}

/// A server whose channel 501 is carried by an endpoint that chose another event.
async fn carried(receiver: &Receiver) -> (Running, Value) {
    let running = Running::start_with(tempfile::tempdir().unwrap(), hurried).await;
    let admin = running.admin().await;
    let endpoint = add(&admin, &receiver.url, &["channel.disconnected"], json!({})).await;
    let channel = carry(&admin, &endpoint["id"]).await;
    assert_eq!(channel.carrier.unwrap().as_str(), endpoint["id"]);
    (running, endpoint)
}

async fn carry(admin: &Visitor, endpoint: &Value) -> Channel {
    let patch = admin.patch(CHANNEL, &json!({"carrier": endpoint}));
    expect(patch, StatusCode::OK).await
}

async fn channel(who: &Visitor) -> Value {
    let all: Value = who.read("/api/channels").await;
    let all = all["items"].as_array().unwrap();
    all.iter().find(|one| one["id"] == "501").unwrap().clone()
}

/// The message once it stands so.
async fn once(who: &Visitor, id: &Value, status: MessageStatus) -> Message {
    for _ in 0..400 {
        let page: encaixe_api::inbox::Page<Message> = who.read(MESSAGES).await;
        let found = page.items.into_iter().find(|one| id == one.id.as_str());
        let found = found.unwrap();
        if found.status == Some(status) {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it is never {status:?}");
}

fn retry(id: &Value) -> String {
    format!("{MESSAGES}/{}/retry", id.as_str().unwrap())
}

#[tokio::test]
async fn a_reply_waits_for_its_carrier_who_has_all_that_is_needed_to_send_it() {
    let mut receiver = Receiver::start().await;
    let (running, endpoint) = carried(&receiver).await;
    let (agent, program) = (running.agent().await, running.program().await);
    let said = say(&agent, "A caminho").await;
    assert_eq!(said["status"], "queued");
    let got = receiver.next().await;
    assert!(got.verifies(endpoint["secret"].as_str().unwrap()));
    let body = got.json();
    assert_eq!(body["type"], "message.sent");
    let data = &body["data"];
    assert_eq!(data["message"]["id"], said["id"]);
    assert_eq!(data["message"]["text"], "A caminho");
    assert_eq!(data["conversation"]["channel"], "501");
    assert!(data["conversation"]["identifier"].is_string(), "{data}");
    let status = format!("{MESSAGES}/{}/status", said["id"].as_str().unwrap());
    for word in ["sent", "received", "read", "played"] {
        let told = program.put_json(&status, &json!({"status": word}));
        let after: Message = expect(told, StatusCode::OK).await;
        assert_eq!(after.status.unwrap().as_str(), word);
    }
    // A note is for colleagues, and a channel without a carrier stays inside.
    let note = json!({"type": "note", "text": "Nota"});
    expect::<Value>(agent.post_json(MESSAGES, &note), StatusCode::CREATED).await;
    let inside = json!({"type": "text", "text": "Oi"});
    let inside = agent.post_json("/api/conversations/953/messages", &inside);
    let inside: Value = expect(inside, StatusCode::CREATED).await;
    assert_eq!(inside["status"], "sent");
    receiver.none(Duration::from_millis(300)).await;
}

#[tokio::test]
async fn what_its_carrier_does_not_take_has_failed_and_is_sent_again_under_its_id() {
    let mut receiver = Receiver::that(|_| Reply::with(503)).await;
    let (running, endpoint) = carried(&receiver).await;
    let agent = running.agent().await;
    let said = say(&agent, "Oi").await;
    let first = receiver.next().await;
    for _ in 0..2 {
        receiver.next().await;
    }
    let failed = once(&agent, &said["id"], MessageStatus::Failed).await;
    assert!(failed.error.unwrap().contains("503"));
    receiver.now(|_| Reply::with(204));
    let again: Message = expect(agent.post(&retry(&said["id"])), StatusCode::OK).await;
    assert_eq!(
        (again.status, again.error),
        (Some(MessageStatus::Queued), None)
    );
    let taken = receiver.next().await;
    assert_eq!(taken.id(), first.id(), "whoever took it knows it by its id");
    let got = taken.json();
    assert_eq!(got["type"], "message.sent");
    assert_eq!(got["data"]["message"]["id"], said["id"]);
    receiver.none(Duration::from_millis(300)).await;
    let deliveries = format!(
        "/api/webhooks/{}/deliveries",
        endpoint["id"].as_str().unwrap()
    );
    let admin = running.admin().await;
    let dead: Value = admin.read(&format!("{deliveries}?status=dead")).await;
    assert_eq!(dead["items"], json!([]), "nothing is left to be sent again");

    // An admin has a dead letter attempted again: the message waits again, too.
    receiver.now(|_| Reply::with(500));
    let other = say(&agent, "E agora?").await;
    once(&agent, &other["id"], MessageStatus::Failed).await;
    receiver.now(|_| Reply::with(204));
    let dead: Value = admin
        .read(&format!("{deliveries}?status=dead&limit=1"))
        .await;
    let dead = dead["items"][0]["id"].as_str().unwrap().to_owned();
    let replayed = admin.post(&format!("{deliveries}/{dead}/replay"));
    assert!(replayed.send().await.unwrap().status().is_success());
    once(&agent, &other["id"], MessageStatus::Queued).await;
}

/// A message whose carrier is switched off before it took it.
async fn left_waiting(receiver: &Receiver) -> (Running, String, Value) {
    let running = Running::start_with(tempfile::tempdir().unwrap(), |config| {
        hurried(config);
        config.timing.steps = vec![Duration::from_secs(600); 2];
    })
    .await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let endpoint = add(&admin, &receiver.url, &["channel.disconnected"], json!({})).await;
    carry(&admin, &endpoint["id"]).await;
    let said = say(&agent, "Oi").await;
    let path = format!("/api/webhooks/{}", endpoint["id"].as_str().unwrap());
    let off = admin.patch(&path, &json!({"enabled": false}));
    expect::<Value>(off, StatusCode::OK).await;
    assert_eq!(said["status"], "queued");
    (running, path, said)
}

#[tokio::test]
async fn what_waits_for_an_endpoint_that_is_removed_has_failed_and_goes_by_the_next_carrier() {
    let receiver = Receiver::that(|_| Reply::with(503)).await;
    let (running, path, said) = left_waiting(&receiver).await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let mut other = Receiver::start().await;
    let endpoint = add(&admin, &other.url, &["channel.disconnected"], json!({})).await;
    carry(&admin, &endpoint["id"]).await;
    let removed = admin.delete(&path).send().await.unwrap();
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
    let failed = once(&agent, &said["id"], MessageStatus::Failed).await;
    assert_eq!(failed.error.unwrap(), "the endpoint was removed");
    expect::<Value>(agent.post(&retry(&said["id"])), StatusCode::OK).await;
    let got = other.next().await.json();
    assert_eq!(got["data"]["message"]["id"], said["id"]);
}

#[tokio::test]
async fn what_has_waited_too_long_for_an_endpoint_that_is_off_has_failed() {
    let receiver = Receiver::that(|_| Reply::with(503)).await;
    let (running, path, said) = left_waiting(&receiver).await;
    let agent = running.agent().await;
    let store = Store::open(running.data()).await.unwrap();
    assert!(!store.sweep_deliveries(i64::MAX, 1).await.unwrap());
    let failed = once(&agent, &said["id"], MessageStatus::Failed).await;
    assert_eq!(failed.error.unwrap(), "the endpoint was off");
    // Attempted again while it is off it would wait for nobody: the message stays what it is.
    let admin = running.admin().await;
    let dead: Value = admin.read(&format!("{path}/deliveries?status=dead")).await;
    let dead = dead["items"][0]["id"].as_str().unwrap();
    let replayed = admin.post(&format!("{path}/deliveries/{dead}/replay"));
    assert!(replayed.send().await.unwrap().status().is_success());
    once(&agent, &said["id"], MessageStatus::Failed).await;
}

#[tokio::test]
async fn a_carrier_that_is_gone_leaves_its_channel_unconnected_and_its_messages_failed() {
    let mut receiver = Receiver::that(|_| Reply::with(410)).await;
    let (running, endpoint) = carried(&receiver).await;
    let (agent, admin) = (running.agent().await, running.admin().await);
    let mut others = Receiver::start().await;
    add(
        &admin,
        &others.url,
        &["channel.disconnected", "message.failed"],
        json!({}),
    )
    .await;
    let said = say(&agent, "Oi").await;
    receiver.next().await;
    let failed = once(&agent, &said["id"], MessageStatus::Failed).await;
    assert!(failed.error.unwrap().contains("410"));
    let mut told = [others.next().await.json(), others.next().await.json()]
        .map(|got| got["type"].as_str().unwrap().to_owned());
    told.sort();
    assert_eq!(told, ["channel.disconnected", "message.failed"]);
    let state = channel(&agent).await["state"].clone();
    assert_eq!(state["connected"], false);
    assert!(state["error"].as_str().unwrap().contains("410"));

    // Until somebody switches it on again, nothing waits for it.
    let next = say(&agent, "Oi?").await;
    assert_eq!(next["status"], "failed");
    assert!(next["error"].as_str().unwrap().contains("switched off"));
    let error = refused(agent.post(&retry(&next["id"])), 422).await;
    assert_eq!(error.fields[0].code, "not_connected");
    receiver.now(|_| Reply::with(204));
    let path = format!("/api/webhooks/{}", endpoint["id"].as_str().unwrap());
    expect::<Value>(
        admin.patch(&path, &json!({"enabled": true})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(channel(&agent).await["state"], Value::Null);
    let again: Message = expect(agent.post(&retry(&next["id"])), StatusCode::OK).await;
    assert_eq!(again.status, Some(MessageStatus::Queued));
    assert_eq!(
        receiver.next().await.json()["data"]["message"]["id"],
        next["id"]
    );
}

#[tokio::test]
async fn a_carrier_is_an_endpoint_that_says_all_and_is_not_removed_meanwhile() {
    let receiver = Receiver::start().await;
    let (running, endpoint) = carried(&receiver).await;
    let admin = running.admin().await;
    let path = format!("/api/webhooks/{}", endpoint["id"].as_str().unwrap());
    let plug = json!({"body": "plug"});
    let other = add(&admin, &receiver.url, &["message.sent"], plug.clone()).await;
    for (asked, field, code) in [
        (
            admin.patch(CHANNEL, &json!({"carrier": "none"})),
            "carrier",
            "not_found",
        ),
        (
            admin.patch(CHANNEL, &json!({"carrier": other["id"]})),
            "carrier",
            "invalid",
        ),
        (admin.delete(&path), "id", "in_use"),
    ] {
        let error = refused(asked, 422).await;
        assert_eq!(
            (&*error.fields[0].path, &*error.fields[0].code),
            (field, code)
        );
    }
    refused(
        admin.patch(&path, &json!({"body": "plug", "events": ["message.sent"]})),
        422,
    )
    .await;
    let agent = running.agent().await;
    refused(agent.patch(CHANNEL, &json!({"carrier": null})), 403).await;
    assert_eq!(carry(&admin, &Value::Null).await.carrier, None);
    assert_eq!(say(&admin, "Oi").await["status"], "sent");
    let removed = admin.delete(&path).send().await.unwrap();
    assert_eq!(removed.status(), StatusCode::NO_CONTENT);
}
