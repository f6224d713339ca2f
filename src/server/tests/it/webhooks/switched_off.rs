//! Endpoints that the server switches off, and what becomes of what waits for them and of what is on its way.

use std::time::Duration;

use encaixe_api::webhook::DisabledReason;
use encaixe_server::event::{Event, WebhookEvent};
use encaixe_server::store::delivery::{Done, Next, Sent};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::leases::{take, waiting};
use super::program::Program;
use super::{
    Receiver, Reply, add, all, carry, deliveries_once, hurried, loopback, message, path, say, start,
};
use crate::support::expect;

#[tokio::test]
async fn a_receiver_that_is_gone_is_asked_no_more_and_the_others_hear_of_it() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let gone = Receiver::that(|_| Reply::with(410)).await;
    let mut other = Receiver::start().await;
    let off = add(
        &admin,
        &gone.url,
        &["message.sent", "webhook.disabled"],
        json!({"ordered": true, "description": "Old CRM"}),
    )
    .await;
    add(&admin, &other.url, &["webhook.disabled"], json!({})).await;
    for number in 0..3 {
        say(&admin, &number.to_string()).await;
    }
    let told = other.next().await.json();
    assert_eq!(
        (&told["type"], &told["data"]["reason"]),
        (&json!("webhook.disabled"), &json!("gone"))
    );
    assert_eq!(told["data"]["webhook"]["description"], "Old CRM");
    assert_eq!(told["data"]["actor"]["kind"], "system");
    deliveries_once(&admin, &off, |items| {
        items.iter().all(|one| one["status"] == "dead")
    })
    .await;
    let shown: Value = admin.read(&path(&off)).await;
    assert_eq!(
        (&shown["enabled"], &shown["disabled"]),
        (&json!(false), &json!("gone"))
    );
    assert!(shown["disabledAt"].is_string());
    let audit: Value = admin.read("/api/audit?kind=webhook_gone").await;
    assert_eq!(audit["items"][0]["object"]["name"], "Old CRM");
    // Whoever switches it on again decides anew.
    let on: Value = expect(
        admin.patch(&path(&off), &json!({"enabled": true})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(
        (&on["disabled"], &on["health"]["failingSince"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn a_410_switches_an_endpoint_off_though_another_delivery_was_taken_in_the_same_turn() {
    let (_folder, stores, endpoint) = waiting().await;
    let store = &stores[0];
    let mut taken = take(store, "one", &endpoint, (1_000, 31_000)).await;
    let late = taken.pop().unwrap();
    let done = |(claimed, next)| Done {
        claimed,
        sent: Sent::default(),
        next,
    };
    let turn = async |done: Vec<Done>| {
        let times = (2_000, 32_000, i64::MIN);
        let turned = store.turn_deliveries("one", &done, Vec::new(), times).await;
        assert_eq!(turned.unwrap().len(), 0);
    };
    let both = taken.into_iter().zip([Next::Gone, Next::Delivered]);
    turn(both.map(done).collect()).await;
    let shown = store.endpoint(&endpoint).await.unwrap().unwrap();
    assert_eq!(
        (shown.enabled, shown.disabled),
        (false, Some(DisabledReason::Gone))
    );
    // One more that says so later is not told again.
    turn(vec![done((late, Next::Gone))]).await;
    let recorded = store.recorded_after(0).await.unwrap();
    let told = recorded.iter().filter(|one| {
        matches!(
            one.event,
            Some(Event::Webhook(WebhookEvent::WebhookDisabled { .. }))
        )
    });
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn one_that_fails_for_days_is_switched_off_and_the_others_hear_of_it() {
    let running = start(|config| {
        hurried(config);
        config.timing.failing = Duration::from_millis(30);
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply::with(500)).await;
    let mut other = Receiver::start().await;
    let events = ["message.sent", "webhook.disabled"];
    let about = json!({"description": "Old CRM"});
    let made = add(&admin, &receiver.url, &events, about).await;
    add(&admin, &other.url, &["webhook.disabled"], json!({})).await;
    say(&admin, "hello").await;
    deliveries_once(&admin, &made, |items| all(items, 1, "dead")).await;
    let shown: Value = admin.read(&path(&made)).await;
    assert_eq!(
        (&shown["enabled"], &shown["disabled"]),
        (&json!(false), &json!("failing"))
    );
    let told = other.next().await.json();
    assert_eq!(told["type"], "webhook.disabled");
    let data = &told["data"];
    assert_eq!(
        (
            &data["reason"],
            &data["webhook"]["id"],
            &data["webhook"]["description"]
        ),
        (&json!("failing"), &made["id"], &json!("Old CRM"))
    );
    assert_eq!(data["actor"]["kind"], "system");
    other.none(Duration::from_millis(100)).await;
    let audit: Value = admin.read("/api/audit?kind=webhook_failing").await;
    assert_eq!(audit["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn one_that_was_taken_in_between_has_not_failed_for_days() {
    const FAILING: Duration = Duration::from_secs(1);
    let running = start(|config| {
        loopback(config);
        config.timing.steps = Vec::new();
        config.timing.failing = FAILING;
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::start().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    let send = async |count: usize, status: u16| -> Value {
        receiver.now(move |_| Reply::with(status));
        say(&admin, &count.to_string()).await;
        deliveries_once(&admin, &made, |items| {
            items.len() == count && items.iter().all(|one| one["status"] != "waiting")
        })
        .await;
        admin.read(&path(&made)).await
    };
    let shown = send(1, 500).await;
    assert!(shown["health"]["failingSince"].is_string(), "{shown}");
    let shown = send(2, 200).await;
    assert_eq!(shown["health"]["failingSince"], Value::Null);
    // Nothing but the time says when the first failure is that long ago.
    tokio::time::sleep(FAILING).await;
    let shown = send(3, 500).await;
    assert_eq!(
        (&shown["enabled"], &shown["disabled"]),
        (&json!(true), &Value::Null)
    );
    // Without one in between it is switched off.
    tokio::time::sleep(FAILING).await;
    let shown = send(4, 500).await;
    assert_eq!(
        (&shown["enabled"], &shown["disabled"]),
        (&json!(false), &json!("failing"))
    );
}

/// The text of the message that was delivered.
fn text(got: &super::Got) -> String {
    let text = got.json()["data"]["message"]["text"].clone();
    text.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_is_on_its_way_when_another_is_answered_410_comes_to_its_own_end() {
    let running = start(|config| {
        loopback(config);
        config.timing.steps = vec![Duration::from_secs(600)];
    })
    .await;
    let admin = running.admin().await;
    let slow = |status| Reply {
        after: Duration::from_millis(1_500),
        ..Reply::with(status)
    };
    let mut receiver = Receiver::that(move |got| match text(got).as_str() {
        "waits" => Reply::with(503),
        "taken" => slow(200),
        "refused" => slow(500),
        _ => Reply::with(410),
    })
    .await;
    let mut other = Receiver::start().await;
    add(&admin, &other.url, &["webhook.disabled"], json!({})).await;
    let made = add(&admin, &receiver.url, &["channel.disconnected"], json!({})).await;
    carry(&admin, &made).await;
    let mut said = vec![say(&admin, "waits").await];
    receiver.next().await;
    deliveries_once(&admin, &made, |items| items[0]["attempts"] == 1).await;
    for words in ["taken", "refused"] {
        said.push(say(&admin, words).await);
        receiver.next().await;
    }
    said.push(say(&admin, "gone").await);
    let is_over = |items: &[Value]| items.iter().all(|one| one["status"] != "waiting");
    let mut items =
        deliveries_once(&admin, &made, |items| items.len() == 4 && is_over(items)).await;
    items.reverse();
    let ends: Vec<_> = items
        .iter()
        .map(|one| json!([one["status"], one["lastStatus"], one["attempts"]]))
        .collect();
    assert_eq!(
        ends,
        [
            json!(["dead", 503, 1]),
            json!(["delivered", 200, 1]),
            json!(["dead", 500, 1]),
            json!(["dead", 410, 1]),
        ]
    );
    let shown: Value = admin.read(&path(&made)).await;
    assert_eq!(shown["disabled"], "gone");
    for late in &items[1..3] {
        let (off, over) = (&shown["disabledAt"], &late["finishedAt"]);
        assert!(off.as_str() < over.as_str(), "{off} {over}");
        let id = late["id"].as_str().unwrap();
        let detail: Value = admin
            .read(&format!("{}/deliveries/{id}", path(&made)))
            .await;
        assert_eq!(detail["tries"][0]["status"], late["lastStatus"]);
    }
    // So do their messages; the one that was taken waits for what its connector says.
    for (said, status, why) in [
        (&said[0], "failed", "410"),
        (&said[1], "queued", ""),
        (&said[2], "failed", "500"),
        (&said[3], "failed", "410"),
    ] {
        let now = message(&admin, said).await;
        assert_eq!(now["status"], status, "{now}");
        let error = now["error"].as_str().unwrap_or_default();
        assert!(error.contains(why), "{now}");
    }
    // It is switched off once.
    assert_eq!(other.next().await.json()["data"]["reason"], "gone");
    other.none(Duration::from_millis(100)).await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_was_on_its_way_to_one_that_is_gone_is_a_dead_letter_once_its_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut receiver = Receiver::that(|got| {
        if text(got) == "lost" {
            return Reply {
                after: Duration::from_secs(60),
                ..Reply::with(200)
            };
        }
        Reply::with(if text(got) == "first" { 200 } else { 410 })
    })
    .await;
    let program = Program::start(&data, &["--delivery-allow-loopback=true"]);
    let new = json!({"url": receiver.url, "events": ["channel.disconnected"]});
    let made = program.send(Method::POST, "/api/webhooks", &new).await;
    let carrier = json!({"carrier": made["id"]});
    let channel = "/api/channels/501";
    program.send(Method::PATCH, channel, &carrier).await;
    let messages = "/api/conversations/955/messages";
    for words in ["first", "lost", "gone"] {
        let said = json!({"type": "text", "text": words});
        program.send(Method::POST, messages, &said).await;
        receiver.next().await;
    }
    let one = path(&made);
    program
        .until(&one, |shown| shown["disabled"] == "gone")
        .await;
    let list = format!("{one}/deliveries");
    let lost = |page: &Value| page["items"][1].clone();
    let before = program.until(&list, |_| true).await;
    assert_eq!(lost(&before)["status"], "waiting");

    drop(program);
    let program = Program::start(&data, &["--delivery-allow-loopback=true"]);
    let after = program
        .until(&list, |page| lost(page)["status"] != "waiting")
        .await;
    assert_eq!(
        (&lost(&after)["status"], &lost(&after)["lastFailure"]),
        (&json!("dead"), &json!("off"))
    );
    let page = program.until(messages, |_| true).await;
    let mut all = page["items"].as_array().unwrap().iter();
    let message = all.find(|one| one["text"] == "lost").unwrap();
    assert_eq!(message["status"], "failed");
}
