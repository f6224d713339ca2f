//! Changing the database: on whose behalf, and what happened by it.

use std::ops::Deref;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::time::Duration;

use encaixe_api::id::{ChannelId, ConversationId, PluginId};
use tokio::sync::OwnedMutexGuard;
use tokio::time::timeout;

use super::engine::{Dialect, Error, Executor, Transaction};
use super::telling::Order;
use super::{Result, Store, audit, delivery, event, index};
use crate::actor::Actor;
use crate::delivery::wake::Wake;
use crate::event::Event;
use crate::event::feed::Feed;
use crate::vault::Vault;

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

/// What a write has to itself while it lasts: it reads something there, and what it writes is right only if nobody else has written
/// there since.
///
/// An engine with one writer gives every write everything. One with many takes a lock by this name at the beginning of the transaction
/// (in Postgres `pg_advisory_xact_lock` of a hash of it), and holds it until the end. Writes of one name wait for each other, those of two
/// run side by side, so that a name is as narrow as what the write decides by. What holds without regard to this is held by the
/// database: unique indexes, and conditions in the statement that changes something. What [`Write::commit`] adds, the index and the
/// events, such an engine adds under one more lock, taken last, so that events are numbered in the order of the commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For<'a> {
    /// One conversation: the order of its messages, its status, its tags.
    Conversation(&'a ConversationId),
    /// What comes from one address in a channel, by its one form: whom it belongs to, and which conversation is open with it.
    Address {
        /// The channel's id.
        channel: &'a ChannelId,
        /// The address.
        address: &'a str,
    },
    /// What the plugin of that id stores: how much it is.
    Storage(&'a PluginId),
    /// The people outside: who is who.
    Contacts,
    /// What admins arrange: members, groups, tags, fields, channels, replies, plugins, settings.
    Workspace,
    /// Nothing: each of its statements decides by itself.
    Nothing,
}

/// A write in progress: nothing is kept unless it is committed.
#[derive(Debug)]
pub struct Write {
    transaction: Transaction,
    pub(super) actor: Actor,
    events: Vec<Event>,
    feed: Arc<Feed>,
    wake: Arc<Wake>,
    pub(super) vault: Vault,
    /// Held until it is committed.
    turn: OwnedMutexGuard<()>,
    order: Arc<Order>,
    /// Whether it changes nothing that is looked for.
    is_ahead: bool,
    /// Whether an integration is to be told that it was taken out.
    pub(super) has_farewell: bool,
}

impl Write {
    /// Notes what happened in it.
    pub fn record(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    /// How the engine says what others say otherwise.
    pub(super) const fn dialect(&self) -> Dialect {
        self.transaction.dialect()
    }

    /// Keeps everything, with the index brought up to it and what happened stored, also in the audit log and for the webhooks that are
    /// told of it, and tells the live streams.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(mut self) -> Result<()> {
        if !self.is_ahead {
            index::settle(&mut self).await?;
        }
        let events = std::mem::take(&mut self.events);
        audit::insert(&mut self, &events).await?;
        let signals = event::insert(&mut self, &events).await?;
        let woken = delivery::outbox::insert(&mut self, &events, &signals).await?;
        let Self {
            transaction,
            feed,
            wake,
            turn,
            order,
            has_farewell,
            ..
        } = self;
        // On its own, so that nobody who stops waiting keeps the streams from hearing of what was committed.
        let committed = tokio::spawn(async move {
            let committed = transaction.commit().await?;
            let mut place = order.next();
            // The next write begins while this one waits for the disk.
            drop(turn);
            let kept = committed.kept().await;
            place.come().await;
            kept?;
            for signal in signals {
                feed.send(signal);
            }
            wake.due(woken);
            if has_farewell {
                wake.farewell();
            }
            Ok::<(), Error>(())
        });
        match committed.await {
            Ok(done) => Ok(done?),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                // The server ends.
                Err(_) => Err(Error::Ending.into()),
            },
        }
    }
}

impl<'c> From<&'c mut Write> for Executor<'c> {
    fn from(write: &'c mut Write) -> Self {
        (&mut write.transaction).into()
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
    /// Begins a write: it waits for those before it that it cannot run beside, then sees everything that was committed.
    ///
    /// # Errors
    /// When another process holds the write lock for too long.
    pub async fn write(&self, alone: For<'_>) -> Result<Write> {
        let turn = async {
            // Of those who wait only one is in the way of a write that goes ahead.
            let first = self.store.first.lock().await;
            let turn = Arc::clone(&self.store.turn).lock_owned().await;
            drop(first);
            turn
        };
        let turn = timeout(TURN, turn).await;
        let turn = turn.map_err(|_| Error::TimedOut)?;
        let transaction = self.store.engine.begin(alone).await?;
        Ok(self.begun(transaction, turn, false))
    }

    /// Begins a write of what may as well be done twice, such as that a delivery is taken: it goes ahead of the writes that wait, and its
    /// commit does not wait for the disk. A loss of power takes it back, the end of the process does not. It records nothing, and changes
    /// neither conversations nor messages, which the index would have to follow.
    ///
    /// # Errors
    /// When another process holds the write lock for too long.
    pub(super) async fn write_ahead(&self, alone: For<'_>) -> Result<Write> {
        let turn = Arc::clone(&self.store.turn).lock_owned();
        let turn = timeout(TURN, turn).await;
        let turn = turn.map_err(|_| Error::TimedOut)?;
        let transaction = self.store.engine.begin_lazily(alone).await?;
        Ok(self.begun(transaction, turn, true))
    }

    fn begun(&self, transaction: Transaction, turn: OwnedMutexGuard<()>, is_ahead: bool) -> Write {
        Write {
            transaction,
            actor: self.actor.clone(),
            events: Vec::new(),
            feed: Arc::clone(&self.store.feed),
            wake: Arc::clone(&self.store.wake),
            vault: self.store.vault.clone(),
            turn,
            order: Arc::clone(&self.store.order),
            is_ahead,
            has_farewell: false,
        }
    }
}
