//! Several processes that deliver from one database: each row is one's alone until its lease is over.

use encaixe_api::id::{AttendanceId, EndpointId};
use encaixe_api::inbox::attendance::NewRating;
use encaixe_api::webhook::{Body, EventName};
use encaixe_server::actor::Actor;
use encaixe_server::demo;
use encaixe_server::store::Store;
use encaixe_server::store::delivery::{Claimed, Done, Next, Sent, Wanted};
use encaixe_server::store::webhook::{Address, New};
use serde_json::json;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::JoinSet;

use super::{Receiver, Reply, add, deliveries_once, loopback, say};
use crate::support::Running;

const ROWS: usize = 40;
const NEVER: i64 = i64::MIN;

/// A folder opened four times, with an endpoint for which so many rows wait.
pub(super) async fn waiting() -> (TempDir, Vec<Store>, EndpointId) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut stores = vec![Store::open(&data).await.unwrap()];
    demo::install(&stores[0]).await.unwrap();
    for _ in 1..4 {
        stores.push(Store::open(&data).await.unwrap());
    }
    let writer = stores[0].by(Actor::System);
    let new = New {
        address: Address {
            url: "https://crm.example/hooks",
            host: "crm.example",
        },
        events: &[EventName::AttendanceRated],
        channels: None,
        enabled: true,
        description: "",
        headers: &[],
        rate: None,
        body: Body::Standard,
        ordered: false,
        skip_own: false,
        token: None,
        plug_key: None,
    };
    let (endpoint, _) = writer.add_endpoint(&new).await.unwrap().unwrap();
    let open = stores[0].conversation(&"955".into()).await.unwrap();
    let attendance: AttendanceId = open.unwrap().session;
    for _ in 0..ROWS {
        let rating = NewRating {
            score: 5,
            observation: None,
        };
        writer.rate(&attendance, &rating).await.unwrap().unwrap();
    }
    (folder, stores, endpoint.id)
}

/// Takes what is due at `now` until `until`.
pub(super) async fn take(
    store: &Store,
    holder: &str,
    endpoint: &EndpointId,
    (now, until): (i64, i64),
) -> Vec<Claimed> {
    let wanted = Wanted {
        endpoint: endpoint.clone(),
        most: 8,
    };
    let due = store.due_deliveries(&wanted, now).await.unwrap().rows;
    let due = due.into_iter().map(|one| (one, Some("{}".to_owned())));
    let taken = store
        .turn_deliveries(holder, &[], due.collect(), (now, until, NEVER))
        .await
        .unwrap();
    taken.into_iter().map(|(claimed, _)| claimed).collect()
}

fn done(claimed: Claimed) -> Done {
    Done {
        claimed,
        sent: Sent::default(),
        next: Next::Delivered,
    }
}

#[tokio::test]
async fn sixteen_that_take_at_once_take_each_row_once() {
    let (_folder, stores, endpoint) = waiting().await;
    let mut tasks = JoinSet::new();
    for (task, store) in (0..16).zip(stores.iter().cycle()) {
        let (store, endpoint) = (store.clone(), endpoint.clone());
        tasks.spawn(async move {
            let (holder, mut all) = (format!("process-{task}"), Vec::new());
            loop {
                let taken = take(&store, &holder, &endpoint, (1_000, 31_000)).await;
                let wanted = Wanted {
                    endpoint: endpoint.clone(),
                    most: 1,
                };
                let left = store.due_deliveries(&wanted, 1_000).await.unwrap();
                all.extend(taken.into_iter().map(|one| one.number));
                if left.rows.is_empty() {
                    return all;
                }
            }
        });
    }
    let mut all: Vec<i64> = tasks.join_all().await.into_iter().flatten().collect();
    assert_eq!(all.len(), ROWS);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), ROWS, "one was taken twice");
}

#[tokio::test]
async fn a_row_is_anothers_once_its_lease_is_over_and_then_not_the_first_ones_any_more() {
    let (_folder, stores, endpoint) = waiting().await;
    let (first, second) = (&stores[0], &stores[1]);
    let of_first = take(first, "first", &endpoint, (1_000, 31_000)).await;
    assert_eq!(of_first.len(), 8);
    // What is held longer stays the holder's; the rest is free when its lease ends.
    let held: Vec<i64> = of_first[..3].iter().map(|one| one.number).collect();
    first
        .hold_deliveries("first", &held, 11_000, 41_000)
        .await
        .unwrap();
    let mut of_second = Vec::new();
    loop {
        let taken = take(second, "second", &endpoint, (31_000, 61_000)).await;
        if taken.is_empty() {
            break;
        }
        of_second.extend(taken.into_iter().map(|one| one.number));
    }
    assert_eq!(of_second.len(), ROWS - held.len());
    assert!(held.iter().all(|one| !of_second.contains(one)));
    // The first one comes to its end late: only what is still its own is written down.
    let late = of_first.into_iter().map(done).collect::<Vec<_>>();
    let times = (32_000, 62_000, NEVER);
    first
        .turn_deliveries("first", &late, Vec::new(), times)
        .await
        .unwrap();
    let page = first
        .deliveries(
            &endpoint,
            Default::default(),
            &encaixe_server::store::cursor::Cursor::newest(),
            200,
        )
        .await
        .unwrap();
    let delivered = page.items.iter().filter(|one| one.finished_at.is_some());
    assert_eq!(delivered.count(), held.len());
}

/// A server on that folder beside others, with leases of a second and a heartbeat.
async fn beside(data: &Path) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), |config| {
        loopback(config);
        config.data = data.to_owned();
        config.timing.answer = Duration::from_secs(120);
        config.timing.lease = Duration::from_secs(1);
        config.timing.heartbeat = Duration::from_millis(200);
        config.timing.idle = Duration::from_millis(50);
    })
    .await
}

#[tokio::test]
async fn what_is_on_its_way_is_its_servers_while_that_lives_and_anothers_soon_after_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = beside(&data).await;
    let mut receiver = Receiver::that(|_| Reply {
        after: Duration::from_secs(120),
        ..Reply::with(200)
    })
    .await;
    let admin = first.admin().await;
    let made = add(&admin, &receiver.url, &["message.sent"], json!({})).await;
    say(&admin, "hello").await;
    let once = receiver.next().await;
    let second = beside(&data).await;
    let admin = second.admin().await;
    // Its lease would have been over twice.
    receiver.none(Duration::from_millis(2_500)).await;
    receiver.now(|_| Reply::with(200));
    // It ends without a word, as by a kill.
    drop(first);
    let again = receiver.next().await;
    assert_eq!((again.id(), &again.body), (once.id(), &once.body));
    let items = deliveries_once(&admin, &made, |items| items[0]["status"] == "delivered").await;
    assert_eq!((items.len(), &items[0]["attempts"]), (1, &json!(1)));
    receiver.none(Duration::from_millis(200)).await;
}
