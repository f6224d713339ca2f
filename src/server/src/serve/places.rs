//! How many connections a port holds at once. Once all places are taken, a new one gets the place of whoever has been
//! without a request for the longest; those that are being answered keep theirs, streams of events too.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use crate::sparse::Sparse;

/// How often at most the log says that all places are taken.
const TOLD: Duration = Duration::from_secs(60);

/// The places of one port.
#[derive(Debug)]
pub(super) struct Places {
    free: Arc<Semaphore>,
    /// The ends of those without a request, the longest without one first.
    resting: Mutex<BTreeMap<u64, Arc<Notify>>>,
    next: AtomicU64,
    rests: Notify,
    told: Sparse,
}

/// A connection's place. It is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    number: AtomicU64,
    busy: AtomicBool,
    end: Arc<Notify>,
    _permit: OwnedSemaphorePermit,
}

/// A request that is being answered. Its connection rests again when this is dropped.
#[derive(Debug)]
pub(super) struct Busy(Arc<Place>);

impl Places {
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            free: Arc::new(Semaphore::new(most)),
            resting: Mutex::default(),
            next: AtomicU64::default(),
            rests: Notify::new(),
            told: Sparse::new(1, TOLD),
        })
    }

    /// Waits for a place; none once the server is gone.
    pub(super) async fn take(self: &Arc<Self>) -> Option<Arc<Place>> {
        let permit = match self.free.clone().try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => self.wait().await?,
        };
        let place = Arc::new(Place {
            places: self.clone(),
            number: AtomicU64::default(),
            busy: AtomicBool::default(),
            end: Arc::default(),
            _permit: permit,
        });
        place.rest();
        Some(place)
    }

    async fn wait(&self) -> Option<OwnedSemaphorePermit> {
        if self.told.allows() {
            tracing::warn!(
                "all connections that `max-connections` allows are taken: a new one ends one without a request, or waits"
            );
        }
        let free = self.free.clone().acquire_owned();
        tokio::pin!(free);
        loop {
            let rests = self.rests.notified();
            tokio::pin!(rests);
            // From here on a connection that comes to rest is noticed.
            rests.as_mut().enable();
            self.end_one();
            tokio::select! {
                permit = &mut free => return permit.ok(),
                () = rests => {}
            }
        }
    }

    fn end_one(&self) {
        if let Some((_, end)) = self.lock().pop_first() {
            end.notify_one();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Arc<Notify>>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Comes when somebody else needs the place.
    pub(super) async fn ended(&self) {
        self.end.notified().await;
    }

    /// Keeps the place while a request is answered.
    pub(super) fn busy(self: &Arc<Self>) -> Busy {
        self.busy.store(true, Ordering::Relaxed);
        self.places
            .lock()
            .remove(&self.number.load(Ordering::Relaxed));
        Busy(self.clone())
    }

    /// Whether a request is being answered.
    pub(super) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed)
    }

    fn rest(&self) {
        self.busy.store(false, Ordering::Relaxed);
        let number = self.places.next.fetch_add(1, Ordering::Relaxed);
        self.number.store(number, Ordering::Relaxed);
        self.places.lock().insert(number, self.end.clone());
        self.places.rests.notify_waiters();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places
            .lock()
            .remove(&self.number.load(Ordering::Relaxed));
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.rest();
    }
}
