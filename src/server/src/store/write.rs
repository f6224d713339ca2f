//! Changing the database: on whose behalf, and what happened by it.

use std::ops::{Deref, DerefMut};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::SqliteConnection;
use sqlx::{Sqlite, Transaction};
use tokio::sync::OwnedMutexGuard;
use tokio::time::timeout;

use super::{Result, Store, event, index};
use crate::actor::Actor;
use crate::event::Event;
use crate::event::feed::Feed;

/// How long a write waits for those of this process before it.
const TURN: Duration = Duration::from_secs(30);

/// The database, for somebody who may change it.
#[derive(Debug, Clone)]
pub struct Writer {
    store: Store,
    actor: Actor,
}

impl Deref for Writer {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// A write in progress: nothing is kept unless it is committed.
#[derive(Debug)]
pub struct Write {
    transaction: Transaction<'static, Sqlite>,
    pub(super) actor: Actor,
    events: Vec<Event>,
    feed: Arc<Feed>,
    /// Held until what happened is told, so that it is told in the order of the commits.
    turn: OwnedMutexGuard<()>,
}

impl Write {
    /// Notes what happened in it.
    pub fn record(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    /// Keeps everything, with the index brought up to it and what happened stored, and tells the live streams.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(mut self) -> Result<()> {
        index::settle(&mut self).await?;
        let events = std::mem::take(&mut self.events);
        let signals = event::insert(&mut self, &events).await?;
        let Self {
            transaction,
            feed,
            turn,
            ..
        } = self;
        // On its own, so that nobody who stops waiting keeps the streams from hearing of what was committed.
        let committed = tokio::spawn(async move {
            transaction.commit().await?;
            for signal in signals {
                feed.send(signal);
            }
            drop(turn);
            Ok::<(), sqlx::Error>(())
        });
        match committed.await {
            Ok(done) => Ok(done?),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                // The server ends.
                Err(_) => Err(sqlx::Error::WorkerCrashed.into()),
            },
        }
    }
}

impl Deref for Write {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

impl Store {
    /// For somebody who may change it.
    #[must_use]
    pub fn by(&self, actor: Actor) -> Writer {
        Writer {
            store: self.clone(),
            actor,
        }
    }
}

impl Writer {
    /// Begins a write: it waits for the one before it, then sees everything that was committed.
    ///
    /// # Errors
    /// When another process holds the write lock for too long.
    pub async fn write(&self) -> Result<Write> {
        let turn = Arc::clone(&self.store.turn).lock_owned();
        let turn = timeout(TURN, turn).await;
        let turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
        Ok(Write {
            transaction: self.store.writer.begin_with("BEGIN IMMEDIATE").await?,
            actor: self.actor.clone(),
            events: Vec::new(),
            feed: Arc::clone(&self.store.feed),
            turn,
        })
    }
}
