//! What happens when a receiver does not take a delivery.

use std::time::{Duration, Instant};

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Receiver, Reply, add, all, deliveries_once, hurried, loopback, path, say, start};
use crate::support::{Visitor, expect, refused};

/// What is kept of a delivery.
async fn detail(who: &Visitor, endpoint: &Value, delivery: &Value) -> Value {
    let id = delivery["id"].as_str().unwrap();
    who.read(&format!("{}/deliveries/{id}", path(endpoint)))
        .await
}

#[tokio::test]
async fn a_delivery_is_tried_again_under_the_same_id_with_the_same_body_and_is_then_a_dead_letter()
{
    let running = start(hurried).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply::with(302)).await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let first = receiver.next().await;
    for _ in 0..3 {
        let again = receiver.next().await;
        assert_eq!((again.id(), &again.body), (first.id(), &first.body));
        assert!(again.verifies(made["secret"].as_str().unwrap()));
    }
    let items = deliveries_once(&admin, &made, |items| all(items, 1, "dead")).await;
    assert_eq!(
        (&items[0]["attempts"], &items[0]["lastStatus"]),
        (&json!(4), &json!(302))
    );
    let shown = detail(&admin, &made, &items[0]).await;
    assert_eq!(shown["tries"].as_array().unwrap().len(), 4);
    receiver.none(Duration::from_millis(100)).await;

    // Replayed it is the same delivery, and what is taken now is delivered.
    receiver.now(|_| Reply::with(200));
    let replay = format!("{}/deliveries/{}/replay", path(&made), first.id());
    expect::<Value>(admin.post(&replay), StatusCode::OK).await;
    let again = receiver.next().await;
    assert_eq!((again.id(), &again.body), (first.id(), &first.body));
    let items = deliveries_once(&admin, &made, |items| all(items, 1, "delivered")).await;
    assert_eq!(items[0]["attempts"], 5);
    refused(
        admin.post(&format!("{}/deliveries/nothing/replay", path(&made))),
        404,
    )
    .await;
}

#[tokio::test]
async fn a_body_is_made_at_the_first_attempt_and_what_changes_meanwhile_is_in_the_next_events() {
    let running = start(|config| {
        loopback(config);
        config.timing.steps = vec![Duration::from_millis(200); 50];
    })
    .await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply::with(500)).await;
    let made = add(&admin, &receiver.url, &["contact.changed"], json!({})).await;
    let rename = async |name: &str| {
        let change = json!({"name": name});
        expect::<Value>(admin.patch("/api/contacts/7001", &change), StatusCode::OK).await;
    };
    rename("Maria Antes").await;
    let first = receiver.next().await;
    assert_eq!(first.json()["data"]["contact"]["name"], "Maria Antes");
    rename("Maria Depois").await;
    receiver.now(|_| Reply::with(200));
    let (mut again, mut later) = (None, None);
    while again.is_none() || later.is_none() {
        let got = receiver.next().await;
        if got.id() == first.id() {
            assert_eq!(got.body, first.body);
            again = Some(got);
        } else {
            later = Some(got.json());
        }
    }
    assert_eq!(later.unwrap()["data"]["contact"]["name"], "Maria Depois");
    let items = deliveries_once(&admin, &made, |items| all(items, 2, "delivered")).await;
    let kept = detail(&admin, &made, &items[1]).await;
    assert_eq!(kept["body"].as_str().unwrap().as_bytes(), &first.body[..]);
    assert!(kept["tries"].as_array().unwrap().len() > 1, "{kept}");
}

#[tokio::test]
async fn what_failed_since_a_time_and_what_lies_in_a_span_is_sent_once_more() {
    let running = start(|config| {
        loopback(config);
        config.timing.steps = Vec::new();
    })
    .await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply::with(500)).await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    for number in 0..3 {
        say(&admin, &number.to_string()).await;
    }
    deliveries_once(&admin, &made, |items| all(items, 3, "dead")).await;
    receiver.now(|_| Reply::with(200));
    let replay = format!("{}/replay", path(&made));
    let again = async |which: Value| -> Value {
        expect(admin.post_json(&replay, &which), StatusCode::OK).await
    };
    let long_ago = "2020-01-01T00:00:00Z";
    assert_eq!(
        again(json!({"failedSince": "2100-01-01T00:00:00Z"})).await["count"],
        0
    );
    assert_eq!(again(json!({"failedSince": long_ago})).await["count"], 3);
    deliveries_once(&admin, &made, |items| all(items, 3, "delivered")).await;
    assert_eq!(
        again(json!({"from": long_ago, "to": "2020-01-02T00:00:00Z"})).await["count"],
        0
    );
    assert_eq!(
        again(json!({"from": long_ago, "to": "2100-01-02T00:00:00Z"})).await["count"],
        3
    );
    deliveries_once(&admin, &made, |items| {
        items.iter().all(|one| one["attempts"] == 3)
    })
    .await;
    for wrong in [
        json!({}),
        json!({"from": long_ago}),
        json!({"failedSince": "soon"}),
        json!({"from": long_ago, "to": long_ago, "failedSince": long_ago}),
    ] {
        refused(admin.post_json(&replay, &wrong), 422).await;
    }
    for _ in 0..9 {
        receiver.next().await;
    }
}

#[tokio::test]
async fn a_receiver_that_asks_for_time_gets_it_up_to_the_next_step() {
    let running = start(|config| {
        loopback(config);
        config.timing.steps = [50, 1_200].map(Duration::from_millis).to_vec();
    })
    .await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply {
        headers: vec![("retry-after", "1".to_owned())],
        ..Reply::with(503)
    })
    .await;
    add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    receiver.next().await;
    let began = Instant::now();
    receiver.now(|_| Reply::with(200));
    receiver.next().await;
    let waited = began.elapsed();
    assert!(
        (Duration::from_millis(900)..Duration::from_secs(4)).contains(&waited),
        "{waited:?}"
    );
}

#[tokio::test]
async fn an_endpoint_that_is_removed_amid_its_deliveries_ends_them() {
    let running = start(hurried).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply {
        after: Duration::from_millis(300),
        ..Reply::with(500)
    })
    .await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    for number in 0..30 {
        say(&admin, &number.to_string()).await;
    }
    receiver.next().await;
    assert!(
        admin
            .delete(&path(&made))
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    // Those that were on their way came; nothing follows.
    tokio::time::sleep(Duration::from_millis(50)).await;
    while tokio::time::timeout(Duration::from_millis(1), receiver.next())
        .await
        .is_ok()
    {}
    receiver.none(Duration::from_millis(500)).await;
}

#[tokio::test]
async fn a_receiver_that_never_ends_its_answer_is_let_go() {
    let running = start(|config| {
        hurried(config);
        config.timing.answer = Duration::from_millis(100);
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply {
        after: Duration::from_secs(60),
        ..Reply::with(200)
    })
    .await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let items = deliveries_once(&admin, &made, |items| all(items, 1, "dead")).await;
    assert!(
        items[0]["lastError"].as_str().unwrap().contains("in time"),
        "{items:?}"
    );
}

#[tokio::test]
async fn of_an_answer_64_kib_are_kept_and_one_that_is_longer_counts_as_its_status_says() {
    let running = start(hurried).await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply {
        body: vec![b'x'; 200 * 1024],
        ..Reply::with(200)
    })
    .await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let items = deliveries_once(&admin, &made, |items| all(items, 1, "delivered")).await;
    let shown = detail(&admin, &made, &items[0]).await;
    assert_eq!(shown["tries"][0]["status"], 200);
    let kept = shown["tries"][0]["answerBody"].as_str().unwrap();
    assert!(kept == "x".repeat(64 * 1024), "{} bytes", kept.len());
}

#[tokio::test]
async fn a_200_whose_body_never_ends_is_taken() {
    let running = start(|config| {
        hurried(config);
        config.timing.answer = Duration::from_millis(500);
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply {
        body: b"well".to_vec(),
        is_endless: true,
        ..Reply::with(200)
    })
    .await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let items = deliveries_once(&admin, &made, |items| {
        items.len() == 1 && items[0]["status"] != "waiting"
    })
    .await;
    assert_eq!(
        (&items[0]["status"], &items[0]["lastStatus"]),
        (&json!("delivered"), &json!(200))
    );
    let shown = detail(&admin, &made, &items[0]).await;
    let answer = &shown["tries"].as_array().unwrap().last().unwrap()["answerBody"];
    assert_eq!(answer, "well");
}

#[tokio::test]
async fn what_waits_is_taken_up_after_a_restart_whatever_the_clock_said_before() {
    let slow = |config: &mut encaixe_server::config::Config| {
        loopback(config);
        config.timing.steps = vec![Duration::from_millis(300); 3];
    };
    let running = start(slow).await;
    let admin = running.admin().await;
    let mut receiver = Receiver::that(|_| Reply::with(500)).await;
    let more = json!({"ordered": true});
    let made = add(&admin, &receiver.url, &["message.sent"], more).await;
    say(&admin, "hello").await;
    let first = receiver.next().await;
    deliveries_once(&admin, &made, |items| items[0]["attempts"] == 1).await;
    let file = running.data().join(encaixe_server::store::FILE);
    let folder = running.stop().await;
    // As a clock that was a year ahead left it.
    let mut database =
        sqlx::ConnectOptions::connect(&sqlx::sqlite::SqliteConnectOptions::new().filename(file))
            .await
            .unwrap();
    let year = 365 * 86_400_000_i64;
    for ahead in [
        "UPDATE webhook_delivery SET due_at = due_at + $1, said_at = said_at + $1, first_at = first_at + $1",
        "UPDATE webhook_endpoint SET failing_since = failing_since + $1",
    ] {
        let ahead = sqlx::query(ahead).bind(year).execute(&mut database);
        assert_eq!(ahead.await.unwrap().rows_affected(), 1);
    }
    sqlx::Connection::close(database).await.unwrap();
    receiver.now(|_| Reply::with(200));
    let running = super::Running::start_with(folder, slow).await;
    assert_eq!(receiver.next().await.id(), first.id());
    // Neither its hour at the head nor the 5 days of its endpoint begin in a year.
    let mut database = super::database(running.data()).await;
    let ahead: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM webhook_delivery WHERE first_at > $1)
            + (SELECT COUNT(*) FROM webhook_endpoint WHERE failing_since > $1)",
    )
    .bind(encaixe_server::time::now())
    .fetch_one(&mut database)
    .await
    .unwrap();
    assert_eq!(ahead, 0);
    drop(running);
}
