//! What is over is forgotten after so many days, and what waits for an endpoint that is off has failed by then.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqliteConnection;

use super::{
    Receiver, Reply, add, all, carry, database, deliveries_once, loopback, message, path, say,
    start,
};
use crate::support::{Running, expect};

/// The same folder, whose deliveries are kept for so many days.
async fn kept_for(days: u32, running: Running) -> Running {
    let folder = running.stop().await;
    Running::start_with(folder, |config| {
        loopback(config);
        config.delivery_days = days;
    })
    .await
}

/// Adds copies of the first delivery that are older by so many hours.
async fn copy(database: &mut SqliteConnection, count: u32, hours: u32) {
    let copies = format!(
        "WITH RECURSIVE copy (place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM copy WHERE place < {count})
         INSERT INTO webhook_delivery (id, endpoint_id, event, event_number, status, body, attempts, due_at, created_at, finished_at)
         SELECT {hours} || '-' || place, endpoint_id, event, event_number, status, body, attempts, due_at,
            created_at - {hours} * 3600000, finished_at - {hours} * 3600000
         FROM copy, (SELECT * FROM webhook_delivery ORDER BY number LIMIT 1)"
    );
    sqlx::query(AssertSqlSafe(copies))
        .execute(&mut *database)
        .await
        .unwrap();
    let attempts = format!(
        "INSERT INTO webhook_attempt (delivery, number, at, request, request_headers, answer_headers, ms)
         SELECT number, 1, created_at, 'POST', '[]', '[]', 1 FROM webhook_delivery WHERE id LIKE '{hours}-%'"
    );
    sqlx::query(AssertSqlSafe(attempts))
        .execute(database)
        .await
        .unwrap();
}

/// How many rows there are.
async fn count(running: &Running, of: &str) -> i64 {
    let mut database = database(running.data()).await;
    let count = format!("SELECT COUNT(*) FROM {of}");
    let count = sqlx::query_scalar(AssertSqlSafe(count));
    count.fetch_one(&mut database).await.unwrap()
}

#[tokio::test]
async fn what_was_over_before_delivery_days_is_forgotten_however_much_it_is() {
    let mut running = start(loopback).await;
    let admin = running.admin().await;
    let receiver = Receiver::start().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    deliveries_once(&admin, &made, |items| all(items, 1, "delivered")).await;
    let mut database = database(running.data()).await;
    copy(&mut database, 700, 47).await;
    copy(&mut database, 1_300, 49).await;
    drop(database);
    for (days, left) in [(3, 2_001), (2, 701), (1, 1)] {
        running = kept_for(days, running).await;
        assert_eq!(count(&running, "webhook_delivery").await, left);
        assert_eq!(count(&running, "webhook_attempt").await, left);
    }
}

#[tokio::test]
async fn messages_whose_delivery_waits_past_delivery_days_for_an_endpoint_that_is_off_have_failed()
{
    let running = start(|config| {
        loopback(config);
        config.timing.steps = vec![Duration::from_secs(600)];
    })
    .await;
    let admin = running.admin().await;
    let receiver = Receiver::that(|_| Reply::with(503)).await;
    let made = add(&admin, &receiver.url, &["channel.disconnected"], json!({})).await;
    carry(&admin, &made).await;
    let (old, new) = (say(&admin, "old").await, say(&admin, "new").await);
    deliveries_once(&admin, &made, |items| {
        items.len() == 2 && items.iter().all(|one| one["attempts"] == 1)
    })
    .await;
    let off = admin.patch(&path(&made), &json!({"enabled": false}));
    expect::<Value>(off, StatusCode::OK).await;
    let mut database = database(running.data()).await;
    copy(&mut database, 1_100, 49).await;
    sqlx::query(
        "UPDATE webhook_delivery SET created_at = created_at - 49 * 3600000 WHERE message_id = $1",
    )
    .bind(old["id"].as_str().unwrap())
    .execute(&mut database)
    .await
    .unwrap();
    drop(database);
    let waiting = "webhook_delivery WHERE status = 'waiting'";

    let running = kept_for(3, running).await;
    let admin = running.admin().await;
    assert_eq!(message(&admin, &old).await["status"], "queued");
    assert_eq!(count(&running, waiting).await, 1_102);

    let running = kept_for(2, running).await;
    let admin = running.admin().await;
    let failed = message(&admin, &old).await;
    assert_eq!(
        (&failed["status"], &failed["error"]),
        (&json!("failed"), &json!("the endpoint was off"))
    );
    assert_eq!(message(&admin, &new).await["status"], "queued");
    assert_eq!(count(&running, waiting).await, 1);
    assert_eq!(
        count(&running, "webhook_delivery WHERE status = 'dead'").await,
        1_101
    );
}
