//! What a receiver asks for that was away.

use encaixe_api::live::Change;
use serde_json::{Value, json};

use super::{Receiver, add, loopback, say, start};
use crate::events::Stream;
use crate::support::refused;

#[tokio::test]
async fn a_receiver_that_was_away_gets_what_it_missed_by_the_mark_of_what_it_has() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "one").await;
    let mark = receiver.next().await.json()["data"]["event"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        admin
            .delete(&super::path(&made))
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    for text in ["two", "three", "four"] {
        say(&admin, text).await;
    }
    let texts = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|one| one["data"]["message"]["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let page: Value = admin
        .read(&format!("/api/webhooks/events?after={mark}&limit=2"))
        .await;
    assert_eq!(texts(&page), ["two", "three"]);
    assert_eq!(
        (&page["more"], &page["complete"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(page["items"][0]["type"], "message.sent");
    let next = page["next"].as_str().unwrap();
    let page: Value = admin
        .read(&format!("/api/webhooks/events?after={next}"))
        .await;
    assert_eq!(texts(&page), ["four"]);
    let next = page["next"].as_str().unwrap();
    let page: Value = admin
        .read(&format!("/api/webhooks/events?after={next}"))
        .await;
    assert_eq!((texts(&page).len(), &page["more"]), (0, &json!(false)));
    // Another life of the folder has other marks.
    let page: Value = admin.read("/api/webhooks/events?after=other-1").await;
    assert_eq!(page["complete"], false);
    assert_eq!(texts(&page), ["one", "two", "three", "four"]);
    refused(admin.get("/api/webhooks/events?limit=201"), 422).await;
    refused(running.agent().await.get("/api/webhooks/events"), 403).await;
}

#[tokio::test]
async fn an_id_of_the_live_stream_is_a_mark_too() {
    let running = start(loopback).await;
    let admin = running.admin().await;
    let changed = Change::Conversation { id: "955".into() };
    // It is taken by now, which is no message.
    say(&admin, "zero").await;
    let mut stream = Stream::open(admin.get("/api/events")).await;
    say(&admin, "one").await;
    let mark = stream.until(&changed).await;
    say(&admin, "two").await;
    let next = stream.until(&changed).await;
    let page: Value = admin
        .read(&format!("/api/webhooks/events?after={mark}"))
        .await;
    assert_eq!(page["complete"], true);
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(
        (&items[0]["id"], &items[0]["data"]["message"]["text"]),
        (&json!(next), &json!("two"))
    );
}
