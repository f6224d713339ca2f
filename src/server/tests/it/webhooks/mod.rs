//! Webhooks: endpoints, what is delivered to them, and what happens when that does not work.

mod delivery;
mod endpoints;
mod idle;
mod kill;
mod leases;
mod metrics;
mod missed;
mod plug_names;
mod program;
mod receiver;
mod retries;
mod samples;
mod steps;
mod sweep;
mod switched_off;

use std::path::Path;
use std::time::Duration;

use encaixe_server::config::Config;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

pub(crate) use self::receiver::{Got, Receiver, Reply};
use crate::support::{Running, Visitor, expect};

/// Lets webhooks go to the test's own receivers.
pub(crate) fn loopback(config: &mut Config) {
    config.delivery_allow_loopback = true;
}

/// The same, with steps of some milliseconds.
fn hurried(config: &mut Config) {
    loopback(config);
    config.timing.steps = [20, 20, 20].map(Duration::from_millis).to_vec();
}

async fn start(change: impl FnOnce(&mut Config)) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), change).await
}

/// Adds an endpoint for these events, with more fields.
pub(crate) async fn add(who: &Visitor, url: &str, events: &[&str], more: Value) -> Value {
    let mut new = json!({"url": url, "events": events});
    let more = more.as_object().cloned().unwrap_or_default();
    new.as_object_mut().unwrap().extend(more);
    expect(who.post_json("/api/webhooks", &new), StatusCode::CREATED).await
}

fn path(endpoint: &Value) -> String {
    format!("/api/webhooks/{}", endpoint["id"].as_str().unwrap())
}

/// Says something in conversation 955, which is an event `message.sent`.
pub(crate) async fn say(who: &Visitor, text: &str) -> Value {
    let said = json!({"type": "text", "text": text});
    let request = who.post_json("/api/conversations/955/messages", &said);
    expect(request, StatusCode::CREATED).await
}

/// Has an endpoint carry the messages of conversation 955.
async fn carry(admin: &Visitor, endpoint: &Value) {
    let patch = admin.patch("/api/channels/501", &json!({"carrier": endpoint["id"]}));
    expect::<Value>(patch, StatusCode::OK).await;
}

/// A message of conversation 955 as it stands now.
async fn message(who: &Visitor, said: &Value) -> Value {
    let page: Value = who.read("/api/conversations/955/messages").await;
    let mut all = page["items"].as_array().unwrap().iter();
    all.find(|one| one["id"] == said["id"]).unwrap().clone()
}

/// The database of a data folder, beside the server.
async fn database(data: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(data.join(encaixe_server::store::FILE));
    sqlx::ConnectOptions::connect(&options).await.unwrap()
}

/// An endpoint's deliveries, the newest first, once all of them are what is awaited.
async fn deliveries_once(
    who: &Visitor,
    endpoint: &Value,
    is: impl Fn(&[Value]) -> bool,
) -> Vec<Value> {
    let list = format!("{}/deliveries?limit=200", path(endpoint));
    let mut last = Vec::new();
    for _ in 0..400 {
        let page: Value = who.read(&list).await;
        last = page["items"].as_array().unwrap().clone();
        if is(&last) {
            return last;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{last:#?}");
}

fn all(items: &[Value], count: usize, status: &str) -> bool {
    items.len() == count && items.iter().all(|one| one["status"] == status)
}
