//! What a server asks its database for while nothing happens.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::{sleep, timeout};
use tracing::Dispatch;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::{Layer, Registry};

use super::{Receiver, Reply, add, all, deliveries_once, loopback, say, start};

/// Where the program's log has statements.
const LOG: &str = "encaixe_server::sql";

/// What the worker begins a look with that nobody woke it for.
const LOOK: &str = "SELECT id FROM webhook_endpoint WHERE enabled AND EXISTS";

/// How often it looks here; `steps.rs` has the 30 s of a server.
const IDLE: Duration = Duration::from_millis(400);

/// So many looks are waited for.
const LOOKS: usize = 5;

/// The statements that ran on this thread, each with its time.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<(Instant, String)>>>);

impl<S: tracing::Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == LOG {
            event.record(&mut Statement(self));
        }
    }
}

struct Statement<'a>(&'a Heard);

impl Visit for Statement<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "statement" {
            let one = (Instant::now(), value.trim().to_owned());
            self.0.0.lock().unwrap().push(one);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl Heard {
    /// What runs from now on, up to the beginning of the look of that number: how often each statement ran before it, and how long it was
    /// from the first look to that one.
    async fn looks(&self, count: usize) -> (BTreeMap<String, usize>, Duration) {
        self.0.lock().unwrap().clear();
        let came = async {
            loop {
                let all = self.0.lock().unwrap().clone();
                let is_look = |one: &(Instant, String)| one.1.starts_with(LOOK);
                let looks: Vec<usize> = (0..all.len()).filter(|at| is_look(&all[*at])).collect();
                if let (Some(first), Some(last)) = (looks.first(), looks.get(count - 1)) {
                    let passed = all[*last].0 - all[*first].0;
                    let mut ran: BTreeMap<String, usize> = BTreeMap::new();
                    for (_, statement) in &all[..*last] {
                        *ran.entry(statement.clone()).or_default() += 1;
                    }
                    return (ran, passed);
                }
                sleep(Duration::from_millis(10)).await;
            }
        };
        let came = timeout(IDLE * 50, came).await;
        came.unwrap_or_else(|_| panic!("the server does not look: {:#?}", self.0.lock().unwrap()))
    }
}

#[tokio::test]
async fn an_idle_server_asks_for_nothing_but_what_waits_and_that_once_in_its_time() {
    let heard = Heard::default();
    // With one subscriber alone a statement that first runs on a thread that has none would never be told to any.
    let _second = Dispatch::new(Registry::default());
    // Of this thread alone, on which the whole server runs.
    let _heard = tracing::subscriber::set_default(Registry::default().with(heard.clone()));
    let running = start(|config| {
        loopback(config);
        config.timing.idle = IDLE;
        config.timing.steps = vec![Duration::from_secs(600)];
    })
    .await;
    let admin = running.admin().await;
    let good = Receiver::start().await;
    let made = add(&admin, &good.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    deliveries_once(&admin, &made, |items| all(items, 1, "delivered")).await;

    let at_least = IDLE * 4 - IDLE / 2;
    let (ran, passed) = heard.looks(LOOKS).await;
    let others: Vec<&String> = ran.keys().filter(|one| !one.starts_with(LOOK)).collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(passed >= at_least, "{LOOKS} looks in {passed:?}");

    // Of those whose next attempt is later, it asks when that is, and of the other one nothing.
    let busy = Receiver::that(|_| Reply::with(503)).await;
    let mut waiting = Vec::new();
    for ordered in [false, true] {
        let more = json!({"ordered": ordered});
        waiting.push(add(&admin, &busy.url, &["conversation.tagged"], more).await);
    }
    let tagged = admin.put("/api/conversations/955/tags/303").send().await;
    assert!(tagged.unwrap().status().is_success());
    for made in &waiting {
        deliveries_once(&admin, made, |items| {
            items.len() == 1 && items[0]["attempts"] == 1
        })
        .await;
    }
    let (ran, passed) = heard.looks(LOOKS).await;
    for (statement, count) in &ran {
        // Once for each of those that wait.
        assert!(
            *count <= LOOKS * waiting.len(),
            "{count} times: {statement}"
        );
        assert!(
            statement.starts_with("SELECT") && statement.contains("webhook_"),
            "{statement}"
        );
    }
    assert!(passed >= at_least, "{LOOKS} looks in {passed:?}");
}
