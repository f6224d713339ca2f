//! When a delivery that fails is attempted again, as whoever looks at it reads it.

use std::time::Duration;

use encaixe_server::delivery::Timing;
use encaixe_server::time;
use serde_json::{Value, json};

use super::{Receiver, Reply, add, database, deliveries_once, loopback, path, say, start};

/// 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, in seconds.
const STEPS: [i64; 7] = [5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

fn millis(value: &Value) -> i64 {
    time::parse(value.as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn the_next_attempt_is_planned_by_the_steps_and_after_them_there_is_none() {
    let defaults = Timing::default();
    let minutes = |count: u64| Duration::from_secs(count * 60);
    assert_eq!(
        (defaults.answer, defaults.head, defaults.failing),
        (Duration::from_secs(15), minutes(60), minutes(5 * 24 * 60))
    );
    assert_eq!(
        [defaults.lease, defaults.heartbeat, defaults.idle],
        [30, 10, 30].map(Duration::from_secs)
    );
    let running = start(|config| {
        loopback(config);
        // What the test says in the database is noticed soon.
        config.timing.idle = Duration::from_millis(20);
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply::with(500)).await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let mut database = database(running.data()).await;
    for (count, step) in (1..).zip(STEPS) {
        let items = deliveries_once(&admin, &made, |items| {
            items.len() == 1 && items[0]["attempts"] == count
        })
        .await;
        let one = &items[0];
        assert_eq!(one["status"], "waiting");
        let id = one["id"].as_str().unwrap();
        let detail: Value = admin
            .read(&format!("{}/deliveries/{id}", path(&made)))
            .await;
        let last = detail["tries"].as_array().unwrap().last().unwrap();
        let wait = millis(&one["nextAt"]) - millis(&last["at"]);
        // A tenth more or less, and the time that the answer took.
        let fits = (step * 900)..=(step * 1_100 + 3_000);
        assert!(fits.contains(&wait), "after {count}: {wait}");
        sqlx::query("UPDATE webhook_delivery SET due_at = 0, said_at = 0")
            .execute(&mut database)
            .await
            .unwrap();
    }
    let items = deliveries_once(&admin, &made, |items| items[0]["attempts"] == 8).await;
    assert_eq!(
        (&items[0]["status"], &items[0]["nextAt"]),
        (&json!("dead"), &Value::Null)
    );
}
