//! What a monitoring system reads of webhooks.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};

use super::{Receiver, Reply, add, all, database, deliveries_once, hurried, path, say, start};
use crate::support::{Visitor, expect, header, refused};

/// The page, and the value of one of its samples.
struct Page(String);

impl Page {
    async fn read(who: &Visitor) -> Self {
        let answer = who.get("/metrics").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        Self(answer.text().await.unwrap())
    }

    fn value(&self, name: &str, endpoint: &Value, more: &str) -> f64 {
        let id = endpoint["id"].as_str().unwrap();
        let sample = format!("encaixe_webhook_{name}{{endpoint=\"{id}\"{more}}} ");
        let mut lines = self.0.lines();
        let found = lines.find_map(|line| line.strip_prefix(&sample));
        let found = found.unwrap_or_else(|| panic!("no {sample}: {}", self.0));
        found.parse().unwrap()
    }
}

#[tokio::test]
async fn metrics_tell_admins_how_each_endpoint_does() {
    let running = start(|config| {
        hurried(config);
        config.timing.steps = vec![Duration::from_millis(20), Duration::from_secs(600)];
    })
    .await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    refused(agent.get("/metrics"), 403).await;
    refused(running.stranger().get("/metrics"), 401).await;

    let (good, gone) = (
        Receiver::start().await,
        Receiver::that(|_| Reply::with(410)).await,
    );
    let busy = Receiver::that(|_| Reply::with(503)).await;
    let events = ["message.sent"];
    let good = add(&admin, &good.url, &events, json!({})).await;
    let gone = add(&admin, &gone.url, &events, json!({})).await;
    let busy = add(&admin, &busy.url, &events, json!({})).await;
    // Nobody listens there.
    let away = add(&admin, "http://127.0.0.1:9/", &events, json!({})).await;
    say(&admin, "hello").await;
    for (endpoint, attempts) in [(&good, 1), (&gone, 1), (&busy, 2), (&away, 2)] {
        deliveries_once(&admin, endpoint, |items| {
            items.len() == 1 && items[0]["attempts"] == attempts
        })
        .await;
    }
    let mut database = database(running.data()).await;
    sqlx::query(
        "UPDATE webhook_delivery SET created_at = created_at - 90000 WHERE endpoint_id = $1",
    )
    .bind(busy["id"].as_str().unwrap())
    .execute(&mut database)
    .await
    .unwrap();

    let page = Page::read(&admin).await;
    let outcomes = [
        (&good, "delivered", 1.0),
        (&gone, "gone", 1.0),
        (&busy, "refused", 2.0),
        (&away, "unanswered", 2.0),
    ];
    for (endpoint, outcome, count) in outcomes {
        let more = format!(",outcome=\"{outcome}\"");
        assert_eq!(
            page.value("attempts_total", endpoint, &more),
            count,
            "{outcome}"
        );
    }
    for (endpoint, waiting, dead) in [
        (&good, 0.0, 0.0),
        (&gone, 0.0, 1.0),
        (&busy, 1.0, 0.0),
        (&away, 1.0, 0.0),
    ] {
        assert_eq!(page.value("waiting_deliveries", endpoint, ""), waiting);
        assert_eq!(page.value("dead_letters", endpoint, ""), dead);
    }
    assert_eq!(page.value("oldest_age_seconds", &good, ""), 0.0);
    let age = page.value("oldest_age_seconds", &busy, "");
    assert!((90.0..200.0).contains(&age), "{age}");
    assert_eq!(page.value("delivery_seconds_count", &good, ""), 1.0);
    let took = page.value("delivery_seconds_sum", &good, "");
    assert!(took > 0.0 && took < 30.0, "{took}");
    let id = good["id"].as_str().unwrap();
    let within =
        format!("encaixe_webhook_delivery_seconds_bucket{{le=\"60.0\",endpoint=\"{id}\"}} 1");
    assert!(page.0.lines().any(|line| line == within), "{}", page.0);

    // Tests count for nothing; what is sent again does.
    let test = admin.post_json(
        &format!("{}/test", path(&good)),
        &json!({"event": "message.sent"}),
    );
    expect::<Value>(test, StatusCode::OK).await;
    say(&admin, "again").await;
    deliveries_once(&admin, &good, |items| all(items, 3, "delivered")).await;
    let page = Page::read(&admin).await;
    let delivered = ",outcome=\"delivered\"";
    assert_eq!(page.value("attempts_total", &good, delivered), 2.0);
    assert_eq!(page.value("delivery_seconds_count", &good, ""), 2.0);
}

#[tokio::test]
async fn metrics_are_openmetrics_for_whoever_asks_for_it_and_text_for_all_others() {
    let running = start(hurried).await;
    let admin = running.admin().await;
    let receiver = Receiver::start().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    deliveries_once(&admin, &made, |items| all(items, 1, "delivered")).await;
    let read = async |accept: &str| {
        let answer = admin.get("/metrics").header(ACCEPT, accept).send().await;
        let answer = answer.unwrap();
        assert!(header(&answer, "vary").contains("accept"));
        (
            header(&answer, "content-type"),
            answer.text().await.unwrap(),
        )
    };
    let (kind, text) = read("*/*").await;
    assert_eq!(kind, "text/plain; version=0.0.4; charset=utf-8");
    let (open_kind, open) =
        read("application/openmetrics-text;version=1.0.0,text/plain;q=0.5").await;
    assert_eq!(
        open_kind,
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    let samples = |page: &str| {
        let lines = page.lines().filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(samples(&text), samples(&open));
    assert!(samples(&text).len() > 10, "{text}");
    let counter = "TYPE encaixe_webhook_attempts";
    assert!(open.contains(&format!("# {counter} counter\n")), "{open}");
    assert!(open.contains("# UNIT ") && open.ends_with("# EOF\n"));
    assert!(
        text.contains(&format!("# {counter}_total counter\n")),
        "{text}"
    );
    assert!(text.contains("# TYPE encaixe_webhook_delivery_seconds histogram\n"));
    let comments = text.lines().filter(|line| line.starts_with('#'));
    for line in comments {
        assert!(
            line.starts_with("# HELP ") || line.starts_with("# TYPE "),
            "{line}"
        );
    }
}
