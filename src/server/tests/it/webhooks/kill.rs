//! The program is killed amid deliveries: none is lost, and what comes twice has the same `webhook-id`.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Receiver, Reply};
use crate::cli::{Served, run, text};
use crate::support::client;

/// How many deliveries there are: 500, or as many as this variable says.
const COUNT: &str = "ENCAIXE_KILL_DELIVERIES";

#[cfg(unix)]
#[tokio::test]
async fn none_is_lost_by_a_kill_and_none_comes_twice_under_another_id() {
    let count = std::env::var(COUNT).map_or(500, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let served = Served::start_with(&data, &["--delivery-allow-loopback=true"]);
    let page = served.value(1, "page:   ").to_owned();
    let made = run(
        &data,
        &["token", "create", "--name", "x", "--role", "admin"],
    );
    let token = text(&made).trim().to_owned();
    let mut receiver = Receiver::that(|_| Reply {
        after: Duration::from_millis(20),
        ..Reply::with(200)
    })
    .await;
    let client = client();
    let post = async |page: &str, path: &str, body: Value| -> Value {
        let answer = client
            .post(format!("{page}{path}"))
            .bearer_auth(&token)
            .json(&body)
            .send()
            .await;
        answer.unwrap().json().await.unwrap()
    };
    let new = json!({"url": receiver.url, "events": ["message.sent"]});
    let endpoint = post(&page, "/api/webhooks", new).await;
    let mut said = Vec::new();
    for number in 0..count {
        let body = json!({"type": "text", "text": number.to_string()});
        let message = post(&page, "/api/conversations/955/messages", body).await;
        said.push(message["id"].as_str().unwrap().to_owned());
    }
    // Some came, others are on their way, and most wait.
    let mut came: HashMap<String, Vec<String>> = HashMap::new();
    let mut note = |got: super::Got| {
        let message = got.json()["data"]["message"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        came.entry(message).or_default().push(got.id().to_owned());
        came.len()
    };
    while note(receiver.next().await) < count / 10 {}
    drop(served);
    let served = Served::start_with(&data, &["--delivery-allow-loopback=true"]);
    while note(receiver.next().await) < count {}
    let page = served.value(1, "page:   ").to_owned();
    let list = format!("{page}/api/webhooks/{}", endpoint["id"].as_str().unwrap());
    loop {
        let answer = client.get(&list).bearer_auth(&token).send().await.unwrap();
        let shown: Value = answer.json().await.unwrap();
        if shown["health"]["waiting"] == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(served);
    while let Ok(got) = tokio::time::timeout(Duration::from_millis(50), receiver.next()).await {
        note(got);
    }
    let mut twice = 0;
    for message in &said {
        let ids = &came[message];
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        twice += ids.len() - 1;
    }
    assert_eq!(came.len(), count);
    // What was on its way when it was killed, and what was not yet written down.
    assert!(twice <= 64, "{twice}");
}
