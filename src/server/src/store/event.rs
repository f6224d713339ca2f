//! Events: stored with the change that they tell of, read by streams that come back.

use encaixe_api::live::Change;

use super::engine::{Executor, sql};
use super::{For, Result, Row, Store, Write, server_value};
use crate::actor::Actor;
use crate::event::feed::Signal;
use crate::event::{Event, Filled, WorkspaceEvent};
use crate::random;
use crate::time::{self, Millis};

/// How many missed events a stream is told one by one; one that missed more begins anew.
const MISSED: i64 = 1_024;

/// The name of the setting that tells one life of a data folder from another.
const GENERATION: &str = "event_generation";

/// The name of the setting that says up to which migration pages were told of.
const TABLES: &str = "told_migration";

/// What a stream missed.
#[derive(Debug, PartialEq, Eq)]
pub struct Missed {
    /// The newest event's number; 0 before the first.
    pub last: i64,
    /// What came after the one that was heard, oldest first; none where that is not known any more, or is too much.
    pub signals: Option<Vec<Signal>>,
}

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its place in the order of all.
    pub number: i64,
    /// Who did it; none when a newer version knows more of them than this one.
    pub actor: Option<Actor>,
    /// What happened; none when a newer version wrote it, which this one does not know.
    pub event: Option<Event>,
    /// When.
    pub at: Millis,
}

impl Recorded {
    fn signal(self) -> Signal {
        let changes = self
            .event
            .map_or(vec![Change::Reset], |event| event.changes());
        Signal {
            number: Some(self.number),
            changes: changes.into(),
        }
    }
}

impl Store {
    /// What tells this folder's events from those of another, and from those before a restore: numbers may be the same.
    #[must_use]
    pub fn generation(&self) -> &str {
        &self.generation
    }

    /// The newest event's number; 0 before the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_event(&self) -> Result<i64> {
        Ok(sql("SELECT COALESCE(MAX(number), 0) FROM event")
            .read_one(&self.engine)
            .await?)
    }

    /// What happened after the event of that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_after(&self, heard: i64) -> Result<Missed> {
        // One view of the table, so that nothing is swept in between.
        let mut read = self.engine.snapshot().await?;
        let (oldest, last): (i64, i64) = sql(
            "SELECT COALESCE((SELECT MIN(number) FROM event), 1), COALESCE((SELECT MAX(number) FROM event), 0)",
        )
        .read_one(&mut read)
        .await?;
        if heard > last || heard < oldest - 1 || last - heard > MISSED {
            return Ok(Missed {
                last,
                signals: None,
            });
        }
        let events = recorded(&mut read, heard).await?;
        Ok(Missed {
            last,
            signals: Some(events.into_iter().map(Recorded::signal).collect()),
        })
    }

    /// What happened after the event of that number, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recorded_after(&self, number: i64) -> Result<Vec<Recorded>> {
        recorded(&self.engine, number).await
    }

    /// The event of that number; none when it was swept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recorded(&self, number: i64) -> Result<Option<Recorded>> {
        sql("SELECT * FROM event WHERE number = $1")
            .bind(number)
            .fetch_optional(&self.engine)
            .await?
            .as_ref()
            .map(row)
            .transpose()
    }

    /// Up to so many events after that number, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn some_recorded_after(&self, number: i64, most: u32) -> Result<Vec<Recorded>> {
        sql("SELECT * FROM event WHERE number > $1 ORDER BY number LIMIT $2")
            .bind(number)
            .bind(most)
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(row)
            .collect()
    }

    /// Up to so many events of each of these kinds, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_recorded(&self, kinds: &[&str], most: u32) -> Result<Vec<Recorded>> {
        let mut newest = Vec::new();
        for kind in kinds {
            let rows = sql("SELECT * FROM event WHERE kind = $1 ORDER BY number DESC LIMIT $2")
                .bind(*kind)
                .bind(most)
                .fetch_all(&self.engine)
                .await?;
            for one in &rows {
                newest.push(row(one)?);
            }
        }
        newest.sort_unstable_by_key(|one| std::cmp::Reverse(one.number));
        Ok(newest)
    }

    /// The oldest event's number that is kept; none before the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn oldest_event(&self) -> Result<Option<i64>> {
        Ok(sql("SELECT (SELECT MIN(number) FROM event)")
            .read_one(&self.engine)
            .await?)
    }

    /// Records that the tables are those of another version than at the last opening.
    pub(super) async fn record_upgrade(&self) -> Result<()> {
        let tables = self.engine.version().await?.to_string();
        if self.server_value(TABLES).await?.as_ref() == Some(&tables) {
            return Ok(());
        }
        let is_new = self.workspace().await?.is_none();
        let mut write = self.by(Actor::System).write(For::Workspace).await?;
        server_value::set(&mut write, TABLES, &tables).await?;
        if !is_new {
            write.record(WorkspaceEvent::WorkspaceFilled {
                by: Filled::Upgrade,
            });
        }
        write.commit().await
    }

    /// Forgets events from before that time; the newest one stays, so that its number is known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_events(&self, before: Millis) -> Result<u64> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        let done = sql(
            // Up to a number, whatever the clock said: what is left has no holes.
            "DELETE FROM event WHERE number < COALESCE(
                (SELECT MIN(number) FROM event WHERE created_at >= $1), (SELECT MAX(number) FROM event))",
        )
        .bind(before)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(done)
    }
}

/// Stores what was recorded; what to tell of it.
pub(super) async fn insert(write: &mut Write, events: &[Event]) -> Result<Vec<Signal>> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let actor = serde_json::to_string(&write.actor)?;
    let at = time::now();
    let mut signals = Vec::with_capacity(events.len());
    let mut told = Vec::new();
    for event in events {
        let content = serde_json::to_value(event)?;
        let kind = content["kind"].as_str().unwrap_or_default();
        let number: i64 = sql(
            "INSERT INTO event (kind, actor, subject, content, created_at) VALUES ($1, $2, $3, $4, $5)
             RETURNING number",
        )
        .bind(kind)
        .bind(&actor)
        .bind(event.subject())
        .bind(content.to_string())
        .bind(at)
        .read_one(&mut *write)
        .await?;
        // What one write changed twice is fetched once.
        let mut changes = event.changes();
        changes.retain(|change| !told.contains(change));
        told.extend_from_slice(&changes);
        signals.push(Signal {
            number: Some(number),
            changes: changes.into(),
        });
    }
    Ok(signals)
}

/// Begins a new life of the folder: whoever heard events of the one before is told to begin anew.
///
/// # Errors
/// When the database fails.
pub async fn begin_generation(write: &mut Write) -> Result<String> {
    let generation = random::id()?;
    server_value::set(write, GENERATION, &generation).await?;
    Ok(generation)
}

/// The folder's generation; a new one where it has none.
pub(super) async fn generation(store: &Store) -> Result<String> {
    if let Some(known) = store.server_value(GENERATION).await? {
        return Ok(known);
    }
    let mut write = store.by(Actor::System).write(For::Workspace).await?;
    let new = begin_generation(&mut write).await?;
    write.commit().await?;
    Ok(new)
}

async fn recorded(on: impl Into<Executor<'_>>, after: i64) -> Result<Vec<Recorded>> {
    sql("SELECT * FROM event WHERE number > $1 ORDER BY number")
        .bind(after)
        .fetch_all(on)
        .await?
        .iter()
        .map(row)
        .collect()
}

fn row(row: &Row) -> Result<Recorded> {
    Ok(Recorded {
        number: row.get("number")?,
        actor: serde_json::from_str(&row.get::<String>("actor")?).ok(),
        event: serde_json::from_str(&row.get::<String>("content")?).ok(),
        at: row.get("created_at")?,
    })
}
