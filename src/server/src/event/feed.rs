//! Tells the live streams what was committed, in the order of the commits.

use std::sync::Arc;

use encaixe_api::live::Change;
use tokio::sync::broadcast;

/// How many signals wait for a slow stream; one that is slower reads the table instead.
const WAITING: usize = 1_024;

/// What the streams are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The event's number; none for what is nowhere stored, such as who has the page open.
    pub number: Option<i64>,
    /// What pages have to fetch again.
    pub changes: Arc<[Change]>,
}

impl Signal {
    /// Of what is nowhere stored.
    pub(crate) fn passing(changes: impl Into<Arc<[Change]>>) -> Self {
        Self {
            number: None,
            changes: changes.into(),
        }
    }
}

/// Tells the live streams what happened.
#[derive(Debug)]
pub struct Feed(broadcast::Sender<Signal>);

impl Feed {
    pub(crate) fn new() -> Self {
        Self(broadcast::channel(WAITING).0)
    }

    /// Tells every stream.
    pub(crate) fn send(&self, signal: Signal) {
        // Nobody listening is no error.
        drop(self.0.send(signal));
    }

    /// Hears what is told from now on.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Signal> {
        self.0.subscribe()
    }
}
