//! How the keys of Plug's bodies are spelt, by `plug-compat-names`.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Receiver, add, loopback, path, start};
use crate::support::expect;

const PLUG: [&str; 3] = ["departament", "momment", "operatorReport "];
const PLAIN: [&str; 3] = ["department", "moment", "operatorReport"];

const EVENTS: [&str; 4] = [
    "message.received",
    "attendance.started",
    "attendance.finished",
    "channel.disconnected",
];

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|one| keys(one, found)),
        _ => {}
    }
}

/// The bodies of one of each event.
async fn bodies(receiver: &mut Receiver) -> Vec<Value> {
    let mut bodies = Vec::new();
    for _ in EVENTS {
        bodies.push(receiver.next().await.json());
    }
    bodies
}

/// Whether the keys are these and never the others.
fn assert_spelt(bodies: &[Value], right: [&str; 3], wrong: [&str; 3]) {
    let mut found = BTreeSet::new();
    for body in bodies {
        keys(body, &mut found);
    }
    for (right, wrong) in right.into_iter().zip(wrong) {
        assert!(found.contains(right), "no {right:?}: {bodies:#?}");
        assert!(!found.contains(wrong), "{wrong:?}: {bodies:#?}");
    }
}

async fn spelt(compat: bool, right: [&str; 3], wrong: [&str; 3]) {
    let running = start(|config| {
        loopback(config);
        config.plug_compat_names = compat;
    })
    .await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    let plug = json!({"body": "plug", "ordered": true});
    let made = add(&admin, &receiver.url, &EVENTS, plug).await;
    let test = async || {
        for event in EVENTS {
            let request =
                admin.post_json(&format!("{}/test", path(&made)), &json!({"event": event}));
            let sent: Value = expect(request, StatusCode::OK).await;
            assert_eq!(sent["status"], "delivered", "{event}");
        }
    };
    // Nothing of the kind happened yet: samples.
    test().await;
    assert_spelt(&bodies(&mut receiver).await, right, wrong);

    let rules = json!({"closingReport": "may", "closingCategory": "may"});
    expect::<Value>(admin.patch("/api/workspace", &rules), StatusCode::OK).await;
    let message = json!({"sender": "5521966665678", "type": "text", "content": "Ficou pequeno."});
    let came = admin.post_json("/api/channels/501/messages", &message);
    let came: Value = expect(came, StatusCode::CREATED).await;
    let one = format!(
        "/api/conversations/{}",
        came["conversation"]["id"].as_str().unwrap()
    );
    expect::<Value>(admin.post(&format!("{one}/start")), StatusCode::OK).await;
    let closed = json!({"status": "closed", "report": "Trocou."});
    expect::<Value>(admin.patch(&one, &closed), StatusCode::OK).await;
    let state = json!({"connected": false, "error": "sem bateria"});
    let state = admin.put_json("/api/channels/501/state", &state);
    expect::<Value>(state, StatusCode::OK).await;
    let delivered = bodies(&mut receiver).await;
    assert_spelt(&delivered, right, wrong);

    // Of what happened really.
    test().await;
    let tests = bodies(&mut receiver).await;
    assert_spelt(&tests, right, wrong);
    assert_eq!(tests, delivered);
}

#[tokio::test]
async fn the_keys_of_deliveries_and_of_tests_are_spelt_as_plug_spells_them() {
    spelt(true, PLUG, PLAIN).await;
}

#[tokio::test]
async fn without_plugs_names_the_keys_of_deliveries_and_of_tests_are_spelt_as_they_are_meant() {
    spelt(false, PLAIN, PLUG).await;
}
