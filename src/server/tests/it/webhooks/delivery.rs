//! What is delivered to whom.

use std::time::{Duration, Instant};

use encaixe_api::plugin::PLUGIN_HEADER;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Receiver, Reply, add, all, deliveries_once, hurried, loopback, path, say, start};
use crate::support::{BRUNO, Visitor, expect};

async fn incoming(who: &Visitor, channel: &str, text: &str) {
    let message = json!({"sender": "@lia", "type": "text", "content": text});
    let path = format!("/api/channels/{channel}/messages");
    let answer = who.post_json(&path, &message).send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{text}");
}

#[tokio::test]
async fn an_event_reaches_the_endpoints_that_chose_it_signed_and_with_who_did_it() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let (mut one, mut other) = (Receiver::start().await, Receiver::start().await);
    let headers = json!({"headers": [{"name": "X-Key", "value": "k1"}]});
    let made = add(
        &admin,
        &one.url,
        &["message.sent", "conversation.tagged"],
        headers,
    )
    .await;
    add(&admin, &other.url, &["contact.changed"], json!({})).await;
    let message = say(&running.agent().await, "on its way").await;
    let got = one.next().await;
    assert_eq!((got.path.as_str(), got.header("x-key")), ("/hooks", "k1"));
    assert_eq!(got.header("content-type"), "application/json");
    assert!(got.verifies(made["secret"].as_str().unwrap()));
    let body = got.json();
    assert_eq!(body["type"], "message.sent");
    let data = &body["data"];
    assert_eq!(
        (&data["actor"]["kind"], &data["actor"]["id"]),
        (&json!("member"), &json!("102"))
    );
    assert_eq!(data["message"]["id"], message["id"]);
    assert_eq!(
        (&data["conversation"]["id"], &data["contact"]["id"]),
        (&json!("955"), &json!("7001"))
    );
    assert!(data["conversation"]["identifier"].is_string());

    let tag = admin
        .put("/api/conversations/955/tags/303")
        .send()
        .await
        .unwrap();
    assert!(tag.status().is_success());
    let got = one.next().await;
    assert_eq!(
        (&got.json()["type"], &got.json()["data"]["added"]),
        (&json!("conversation.tagged"), &json!(true))
    );
    let change = json!({"name": "Maria S."});
    expect::<Value>(admin.patch("/api/contacts/7001", &change), StatusCode::OK).await;
    assert_eq!(
        other.next().await.json()["data"]["contact"]["name"],
        "Maria S."
    );
    one.none(Duration::from_millis(50)).await;

    let items = deliveries_once(&admin, &made, |items| all(items, 2, "delivered")).await;
    assert_eq!(items[1]["id"], got_id(&admin, &made, 1).await);
    let health: Value = admin.read(&path(&made)).await;
    assert_eq!(health["health"]["lastStatus"], 204);
    assert_eq!(
        (&health["health"]["waiting"], &health["health"]["dead"]),
        (&json!(0), &json!(0))
    );
    // What goes along may be secret: attempts do not tell it.
    let detail: Value = admin
        .read(&format!(
            "{}/deliveries/{}",
            path(&made),
            items[1]["id"].as_str().unwrap()
        ))
        .await;
    let sent = detail["tries"][0]["requestHeaders"].as_array().unwrap();
    assert!(
        sent.contains(&json!({"name": "X-Key", "value": "***"})),
        "{sent:?}"
    );
    assert_eq!(
        detail["body"].as_str().unwrap(),
        serde_json::to_string(&body).unwrap()
    );
}

#[tokio::test]
async fn an_event_says_which_token_or_which_plugin_in_whose_page_did_it() {
    let running = start(loopback).await;
    let (admin, bruno) = (running.admin().await, running.agent().await);
    let demo = running.demo_plugin().await;
    let new = json!({"name": "bot", "role": "agent"});
    let token: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    let bot = running.with_token(token["secret"].as_str().unwrap());
    let mut receiver = Receiver::start().await;
    let events = ["message.sent", "conversation.tagged"];
    add(&admin, &receiver.url, &events, json!({})).await;
    say(&bot, "by a program").await;
    let actor = receiver.next().await.json()["data"]["actor"].clone();
    assert_eq!(
        actor,
        json!({"kind": "token", "id": token["id"], "name": "bot", "member": null})
    );
    let tag = bruno.put("/api/conversations/955/tags/303");
    expect::<Value>(tag.header(PLUGIN_HEADER, &demo), StatusCode::OK).await;
    let actor = receiver.next().await.json()["data"]["actor"].clone();
    assert_eq!(
        actor,
        json!({"kind": "plugin", "id": demo, "name": "Demo",
            "member": {"id": BRUNO, "name": "Bruno Carvalho"}})
    );
}

async fn got_id(who: &Visitor, endpoint: &Value, place: usize) -> Value {
    let page: Value = who
        .read(&format!(
            "{}/deliveries?event=message.sent&status=delivered",
            path(endpoint)
        ))
        .await;
    page["items"][place - 1]["id"].clone()
}

#[tokio::test]
async fn an_endpoint_is_told_of_its_channels_and_not_of_what_its_own_token_did() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let new = json!({"name": "bot", "role": "admin"});
    let token: Value = expect(admin.post_json("/api/tokens", &new), StatusCode::CREATED).await;
    let bot = running.with_token(token["secret"].as_str().unwrap());
    let (mut own, mut other, mut off) = (
        Receiver::start().await,
        Receiver::start().await,
        Receiver::start().await,
    );
    let events = ["message.sent", "message.received"];
    let made = add(&bot, &own.url, &events, json!({"skipOwn": true})).await;
    assert_eq!(made["token"], token["id"]);
    add(&bot, &other.url, &events, json!({"channels": ["502"]})).await;
    add(&bot, &off.url, &events, json!({"enabled": false})).await;
    say(&bot, "by the bot").await;
    say(&admin, "by Ana").await;
    assert_eq!(own.next().await.json()["data"]["message"]["text"], "by Ana");
    incoming(&admin, "502", "elsewhere").await;
    let got = other.next().await.json();
    assert_eq!(
        (&got["type"], &got["data"]["conversation"]["channel"]),
        (&json!("message.received"), &json!("502"))
    );
    assert_eq!(own.next().await.json()["type"], "message.received");
    for receiver in [&mut own, &mut other, &mut off] {
        receiver.none(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn one_that_is_dead_and_one_that_is_slow_delay_no_other() {
    let running = start(|config| {
        hurried(config);
        config.timing.steps = vec![Duration::from_secs(60)];
    })
    .await;
    let admin = running.admin().await;
    let slow = Receiver::that(|_| Reply {
        after: Duration::from_secs(60),
        ..Reply::with(200)
    })
    .await;
    add(&admin, "http://127.0.0.1:9/", &["message.sent"], json!({})).await;
    add(&admin, &slow.url, &["message.sent"], json!({})).await;
    let mut good = Receiver::start().await;
    add(&admin, &good.url, &["message.sent"], json!({})).await;
    let mut longest = Duration::ZERO;
    for number in 0..40 {
        let began = Instant::now();
        say(&admin, &number.to_string()).await;
        let got = good.next().await;
        assert_eq!(got.json()["data"]["message"]["text"], number.to_string());
        longest = longest.max(began.elapsed());
    }
    assert!(longest < Duration::from_secs(3), "{longest:?}");
}

#[tokio::test]
async fn an_ordered_endpoint_gets_one_after_the_other_and_waits_for_the_first() {
    let running = start(hurried).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let failed = std::sync::atomic::AtomicU32::new(0);
    receiver.now(move |_| {
        let count = failed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Reply::with(if count < 2 { 503 } else { 200 })
    });
    add(
        &admin,
        &receiver.url,
        &["message.sent"],
        json!({"ordered": true}),
    )
    .await;
    for number in 0..5 {
        say(&admin, &number.to_string()).await;
    }
    let mut texts = Vec::new();
    for _ in 0..7 {
        let text = receiver.next().await.json()["data"]["message"]["text"].clone();
        texts.push(text.as_str().unwrap().to_owned());
    }
    assert_eq!(texts, ["0", "0", "0", "1", "2", "3", "4"]);
}

#[tokio::test]
async fn the_first_of_an_ordered_endpoint_keeps_the_others_for_so_long_and_no_longer() {
    let running = start(|config| {
        loopback(config);
        config.timing.steps = vec![Duration::from_millis(30); 100];
        config.timing.head = Duration::from_millis(200);
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|got| {
        let text = got.json()["data"]["message"]["text"].clone();
        Reply::with(if text == "bad" { 500 } else { 200 })
    })
    .await;
    let made = add(
        &admin,
        &receiver.url,
        &["message.sent"],
        json!({"ordered": true}),
    )
    .await;
    say(&admin, "bad").await;
    say(&admin, "good").await;
    let is_over =
        |items: &[Value]| items.len() == 2 && items.iter().all(|one| one["status"] != "waiting");
    let items = deliveries_once(&admin, &made, is_over).await;
    assert_eq!(
        (&items[0]["status"], &items[1]["status"]),
        (&json!("delivered"), &json!("dead"))
    );
}

#[tokio::test]
async fn an_endpoint_with_a_rate_gets_no_more_than_that() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    add(&admin, &receiver.url, &["message.sent"], json!({"rate": 4})).await;
    let began = Instant::now();
    for number in 0..8 {
        say(&admin, &number.to_string()).await;
    }
    for _ in 0..8 {
        receiver.next().await;
    }
    let took = began.elapsed();
    assert!(
        (Duration::from_millis(700)..Duration::from_secs(5)).contains(&took),
        "{took:?}"
    );
}

#[tokio::test]
async fn a_body_that_is_too_long_is_cut_to_its_ids() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    add(&admin, &receiver.url, &["contact.changed"], json!({})).await;
    // Only what a database of an earlier version holds is as long as that.
    let folder = running.data().to_owned();
    let file = folder.join(encaixe_server::store::FILE);
    let mut database =
        sqlx::ConnectOptions::connect(&sqlx::sqlite::SqliteConnectOptions::new().filename(file))
            .await
            .unwrap();
    sqlx::query("UPDATE contact SET avatar = $1 WHERE id = '7001'")
        .bind("x".repeat(1_100_000))
        .execute(&mut database)
        .await
        .unwrap();
    expect::<Value>(
        admin.patch("/api/contacts/7001", &json!({"name": "Maria"})),
        StatusCode::OK,
    )
    .await;
    let got = receiver.next().await;
    assert!(got.body.len() < 10_000);
    let body = got.json();
    assert_eq!(
        (&body["truncated"], &body["data"]["contact"]),
        (&json!(true), &json!({"id": "7001"}))
    );
}
