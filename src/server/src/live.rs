//! Live streams: what they missed, what comes, and who has one open.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use encaixe_api::id::MemberId;
use encaixe_api::live::Change;
use tokio::sync::{broadcast, watch};

use crate::event::feed::{Feed, Signal};
use crate::store::{Result, Store};

/// Knows who listens.
#[derive(Debug)]
pub struct Live {
    feed: Arc<Feed>,
    online: Mutex<BTreeMap<MemberId, usize>>,
    stop: watch::Sender<bool>,
}

/// A stream's side: what it missed and what comes.
#[derive(Debug)]
pub struct Subscription {
    /// The event after which this stream begins; none when it begins with [`Change::Reset`], which has that id: whoever
    /// loses the stream before it has to be told again.
    pub start: Option<i64>,
    /// What it missed; [`Change::Reset`] alone when that is not known any more.
    pub missed: Vec<Signal>,
    /// The newest event of which it knows by that: what comes with a number up to it was told.
    pub heard: i64,
    /// What comes.
    pub coming: broadcast::Receiver<Signal>,
    /// Turns true when the server stops.
    pub stop: watch::Receiver<bool>,
}

/// A member is online as long as one of these lives.
#[must_use = "the member goes offline when this is dropped"]
#[derive(Debug)]
pub struct Presence {
    live: Arc<Live>,
    member: MemberId,
}

impl Live {
    /// With nobody listening yet.
    #[must_use]
    pub fn new(store: &Store) -> Self {
        Self {
            feed: Arc::clone(store.feed()),
            online: Mutex::default(),
            stop: watch::channel(false).0,
        }
    }

    /// Begins a stream after the event of that id, or now when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn subscribe(&self, store: &Store, after: Option<&str>) -> Result<Subscription> {
        // What is committed from here on comes, so that nothing is lost between the two.
        let coming = self.feed.subscribe();
        let stop = self.stop.subscribe();
        let subscription = |start, missed, heard| Subscription {
            start,
            missed,
            heard,
            coming,
            stop,
        };
        let Some(after) = after else {
            let last = store.last_event().await?;
            return Ok(subscription(Some(last), Vec::new(), last));
        };
        let heard = number_of(store, after);
        let missed = store.events_after(heard.unwrap_or(i64::MAX)).await?;
        Ok(match (heard, missed.signals) {
            (Some(heard), Some(mut signals)) => {
                // Who has the page open is nowhere stored: whoever was away looks again.
                signals.push(Signal::passing([Change::Workspace]));
                subscription(Some(heard), signals, missed.last)
            }
            _ => {
                let reset = Signal {
                    number: Some(missed.last),
                    changes: [Change::Reset].into(),
                };
                subscription(None, vec![reset], missed.last)
            }
        })
    }

    /// Counts a member's stream; the first one is told to everybody.
    fn enter(&self, member: &MemberId) {
        let mut online = lock(&self.online);
        let streams = online.entry(member.clone()).or_insert(0);
        *streams += 1;
        let first = *streams == 1;
        drop(online);
        if first {
            self.feed.send(Signal::passing([Change::Workspace]));
        }
    }

    /// Counts a stream's end; that of the last one is told to everybody.
    fn leave(&self, member: &MemberId) {
        let mut online = lock(&self.online);
        let left = online.get_mut(member).map(|streams| {
            *streams = streams.saturating_sub(1);
            *streams
        });
        if left == Some(0) {
            online.remove(member);
            drop(online);
            self.feed.send(Signal::passing([Change::Workspace]));
        }
    }

    /// Whether a member has the page open.
    #[must_use]
    pub fn is_online(&self, member: &MemberId) -> bool {
        lock(&self.online).contains_key(member)
    }

    /// Ends every stream.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }
}

/// The id of an event, such as `01jd...-17`: the generation of the folder, and the event's number in it.
#[must_use]
pub fn event_id(store: &Store, number: i64) -> String {
    format!("{}-{number}", store.generation())
}

/// The number in an event's id; none when it is of another generation, or no such id.
#[must_use]
pub fn number_of(store: &Store, id: &str) -> Option<i64> {
    let (generation, number) = id.split_once('-')?;
    let number = number.parse().ok().filter(|number| *number >= 0)?;
    (generation == store.generation()).then_some(number)
}

impl Presence {
    /// Counts a member as online.
    pub fn new(live: Arc<Live>, member: MemberId) -> Self {
        live.enter(&member);
        Self { live, member }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.live.leave(&self.member);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
