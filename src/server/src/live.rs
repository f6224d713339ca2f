//! Live changes: published once, told to every open stream, kept for a while for those that come back.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use encaixe_api::id::{ConversationId, MemberId};
use encaixe_api::live::Change;
use tokio::sync::{broadcast, watch};

use crate::app::Shared;
use crate::random;

/// How many changes a reconnecting stream can catch up with.
const KEPT: usize = 1_024;

/// One change with its place in the order of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Counted from 1 at every start.
    pub number: u64,
    /// What changed.
    pub change: Change,
}

/// Publishes changes and knows who listens.
#[derive(Debug)]
pub struct Live {
    /// Chosen at every start, so that an id of an earlier one is told apart.
    boot: String,
    kept: Mutex<Kept>,
    sender: broadcast::Sender<Event>,
    online: Mutex<BTreeMap<MemberId, usize>>,
    stop: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Kept {
    last: u64,
    events: VecDeque<Event>,
}

/// A stream's side: what it missed and what comes.
#[derive(Debug)]
pub struct Subscription {
    /// The event after which this stream begins.
    pub start: u64,
    /// What it missed; [`Change::Reset`] alone when that is not known any more.
    pub missed: Vec<Event>,
    /// What comes.
    pub coming: broadcast::Receiver<Event>,
    /// Turns true when the server stops.
    pub stop: watch::Receiver<bool>,
}

/// A member is online as long as one of these lives.
#[must_use = "the member goes offline when this is dropped"]
#[derive(Debug)]
pub struct Presence {
    app: Shared,
    member: MemberId,
}

impl Live {
    /// With nothing published yet.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self {
            boot: random::id()?,
            kept: Mutex::default(),
            sender: broadcast::channel(KEPT).0,
            online: Mutex::default(),
            stop: watch::channel(false).0,
        })
    }

    /// Tells everybody of a change.
    pub fn publish(&self, change: Change) {
        let mut kept = lock(&self.kept);
        kept.last += 1;
        let event = Event {
            number: kept.last,
            change,
        };
        if kept.events.len() == KEPT {
            kept.events.pop_front();
        }
        kept.events.push_back(event.clone());
        // Nobody listening is no error; sent under the lock, so that the order is one.
        drop(self.sender.send(event));
    }

    /// Tells everybody that a conversation changed.
    pub fn conversation(&self, id: &str) {
        self.publish(Change::Conversation {
            id: ConversationId::new(id),
        });
    }

    /// Begins a stream after the event of that id, or now when there is none.
    #[must_use]
    pub fn subscribe(&self, after: Option<&str>) -> Subscription {
        let kept = lock(&self.kept);
        let missed = match after {
            None => Vec::new(),
            Some(id) => self.missed(&kept, id).unwrap_or_else(|| {
                vec![Event {
                    number: kept.last,
                    change: Change::Reset,
                }]
            }),
        };
        let start = match missed.first() {
            Some(first) if first.change != Change::Reset => first.number - 1,
            _ => kept.last,
        };
        Subscription {
            start,
            missed,
            coming: self.sender.subscribe(),
            stop: self.stop.subscribe(),
        }
    }

    /// The id of an event, such as `01jd...-17`.
    #[must_use]
    pub fn event_id(&self, number: u64) -> String {
        format!("{}-{number}", self.boot)
    }

    /// The newest event's number.
    #[must_use]
    pub fn last(&self) -> u64 {
        lock(&self.kept).last
    }

    /// Counts a member's stream; the first one is told to everybody.
    fn enter(&self, member: &MemberId) {
        let mut online = lock(&self.online);
        let streams = online.entry(member.clone()).or_insert(0);
        *streams += 1;
        let first = *streams == 1;
        drop(online);
        if first {
            self.publish(Change::Workspace);
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
            self.publish(Change::Workspace);
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

    fn missed(&self, kept: &Kept, id: &str) -> Option<Vec<Event>> {
        let (boot, number) = id.split_once('-')?;
        let number: u64 = number.parse().ok()?;
        let oldest = kept
            .events
            .front()
            .map_or(kept.last + 1, |event| event.number);
        let known = boot == self.boot && number <= kept.last && number + 1 >= oldest;
        known.then(|| {
            kept.events
                .iter()
                .filter(|event| event.number > number)
                .cloned()
                .collect()
        })
    }
}

impl Presence {
    /// Counts a member as online.
    pub fn new(app: Shared, member: MemberId) -> Self {
        app.live.enter(&member);
        Self { app, member }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.app.live.leave(&self.member);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use encaixe_api::id::MemberId;
    use encaixe_api::live::Change;

    use super::{KEPT, Live};

    #[test]
    fn a_stream_that_comes_back_gets_what_it_missed_and_no_more() {
        let live = Live::new().unwrap();
        live.conversation("1");
        let seen = live.event_id(live.last());
        live.conversation("2");
        live.publish(Change::Plugins);
        let missed: Vec<u64> = live
            .subscribe(Some(&seen))
            .missed
            .iter()
            .map(|event| event.number)
            .collect();
        assert_eq!(missed, [2, 3]);
        assert!(live.subscribe(None).missed.is_empty());
        assert!(live.subscribe(Some(&live.event_id(3))).missed.is_empty());
    }

    #[test]
    fn a_stream_is_told_to_reset_when_what_it_missed_is_unknown() {
        let live = Live::new().unwrap();
        let old = live.event_id(0);
        for _ in 0..=KEPT {
            live.publish(Change::Plugins);
        }
        let ahead = live.event_id(live.last() + 1);
        for id in [old.as_str(), ahead.as_str(), "other-1", "", "-", "1"] {
            let missed = live.subscribe(Some(id)).missed;
            assert_eq!(missed.len(), 1, "{id}");
            assert_eq!(missed[0].change, Change::Reset, "{id}");
            assert_eq!(missed[0].number, live.last());
        }
    }

    #[test]
    fn a_member_is_online_while_any_of_their_streams_is_open() {
        let live = Live::new().unwrap();
        let ana = MemberId::from("101");
        live.enter(&ana);
        live.enter(&ana);
        live.leave(&ana);
        assert!(live.is_online(&ana));
        live.leave(&ana);
        assert!(!live.is_online(&ana));
        assert_eq!(live.last(), 2);
    }
}
