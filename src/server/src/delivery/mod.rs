//! What the server tells others by itself: webhooks. The engine is the worker here: it takes rows that are due, sends them, and writes down
//! what came of it. It names no kind of event: by which name one is told says [`outbox`], what a delivery says is made in [`body`].
//!
//! Rows are made in the transaction of the event (`store/delivery/`). Each endpoint has a queue with a bound of its own, so that one
//! whose receiver is slow or gone delays no other. Bodies, headers and secrets are read for each attempt, so that memory holds what is
//! on its way alone.

mod attempt;
pub mod body;
pub mod metrics;
pub(crate) mod outbox;
mod queue;
pub(crate) mod sample;
mod schedule;
pub mod sign;
pub(crate) mod trial;
pub(crate) mod wake;
mod worker;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

pub(crate) use self::attempt::{OWN, OWN_PREFIX};
pub use self::schedule::Timing;
pub(crate) use self::schedule::retry_after;
use crate::app::App;
use crate::random;
use crate::store::lock::Lock;

/// Begins to deliver; it ends when `stop` says so. A start that has the folder alone takes up at once what an earlier process held.
///
/// # Errors
/// When the folder cannot be used, or the database fails.
pub(crate) async fn start(
    app: &Arc<App>,
    folder: &Path,
    running: &mut JoinSet<()>,
    stop: &watch::Sender<bool>,
) -> anyhow::Result<()> {
    let (lock, alone) = Lock::delivering(folder)?;
    let holder: Arc<str> = random::id()?.into();
    let mut worker = worker::Worker::new(app, holder);
    worker.settle(alone).await?;
    let lock = lock.share().await?;
    let stop = stop.subscribe();
    running.spawn(async move {
        worker.run(stop).await;
        drop(lock);
    });
    Ok(())
}
