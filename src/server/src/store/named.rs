//! What tags, groups, custom fields, channels and attendance categories share: a name that no other has, a place in an order (`order.rs`), and a switch.
//! Also by how much each is used.

use encaixe_api::inbox::Uses;
use serde::Serialize;

use super::engine::built;
pub use super::entry::{Entry, Kind};
use super::{For, Outcome, Refusal, Result, Store, Write, Writer};
use crate::actor::Actor;
use crate::event::{Changed, POSITION, WorkspaceEvent};
use crate::fold::alike;

/// Uses are counted up to here, so that the count costs the same in a workspace of any size.
const COUNTED: i64 = 10_000;

impl Store {
    /// By how much each of the entries is used, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn uses(&self, entries: &[Entry<'_>]) -> Result<Vec<Uses>> {
        let mut found = Vec::with_capacity(entries.len());
        for entry in entries {
            let mut count = 0;
            for used_in in entry.kind().used_in() {
                count += built(counting(used_in))
                    .bind(entry.id())
                    .bind(COUNTED + 1)
                    .read_one::<i64>(&self.engine)
                    .await?;
            }
            found.push(as_uses(count));
        }
        Ok(found)
    }

    /// Writes the folded names that are missing: those of a folder of an earlier version.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn fold_names(&self) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Workspace).await?;
        for kind in Kind::ALL {
            let table = kind.table();
            let unfolded: Vec<(String, String)> = built(format!(
                "SELECT id, name FROM {table} WHERE folded IS NULL ORDER BY position"
            ))
            .read_all(&mut write)
            .await?;
            for (id, name) in unfolded {
                built(format!(
                    "UPDATE {table} SET folded = $2, alike =
                        (SELECT COUNT(*) FROM {table} WHERE folded = $2 AND {})
                     WHERE id = $1",
                    kind.among()
                ))
                .bind(id)
                .bind(alike(&name))
                .execute(&mut write)
                .await?;
            }
        }
        write.commit().await?;
        Ok(())
    }
}

impl Writer {
    /// Takes an entry away that nothing uses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_named(&self, entry: Entry<'_>) -> Result<Outcome<()>> {
        let (kind, id) = (entry.kind(), entry.id());
        let mut write = self.write(For::Workspace).await?;
        if !is_there(&mut write, entry).await? {
            return Ok(Err(entry.not_found()));
        }
        let unused = kind.used_in().iter();
        let unused =
            unused.map(|used_in| format!(" AND NOT EXISTS (SELECT 1 FROM {used_in} = $1)"));
        let unused: String = unused.collect();
        let text = format!(
            "DELETE FROM {} WHERE id = $1{unused} RETURNING name",
            kind.table()
        );
        let name: Option<String> = built(text).bind(id).read_optional(&mut write).await?;
        let Some(name) = name else {
            let mut count = 0;
            for used_in in kind.used_in() {
                count += built(counting(used_in))
                    .bind(id)
                    .bind(COUNTED + 1)
                    .read_one::<i64>(&mut write)
                    .await?;
            }
            return Ok(Err(Refusal::InUse(kind, as_uses(count))));
        };
        write.record(WorkspaceEvent::EntryDeleted {
            list: kind.list(),
            id: id.to_owned(),
            name,
        });
        write.commit().await?;
        Ok(Ok(()))
    }
}

fn created(entry: Entry<'_>) -> WorkspaceEvent {
    WorkspaceEvent::EntryCreated {
        list: entry.kind().list(),
        id: entry.id().to_owned(),
    }
}

/// That there is a new entry, or what of one changed since it was as `before`, which may have got another place too.
pub(super) fn kept<T: Serialize>(
    entry: Entry<'_>,
    before: Option<(&T, bool)>,
    after: &T,
) -> Result<WorkspaceEvent> {
    let Some((before, is_moved)) = before else {
        return Ok(created(entry));
    };
    Ok(WorkspaceEvent::EntryChanged {
        list: entry.kind().list(),
        id: entry.id().to_owned(),
        what: Changed::between(before, after)?.with(POSITION, is_moved),
    })
}

fn counting(used_in: &str) -> String {
    format!("SELECT COUNT(*) FROM (SELECT 1 FROM {used_in} = $1 LIMIT $2) found")
}

fn as_uses(count: i64) -> Uses {
    Uses {
        count: u32::try_from(count.min(COUNTED)).unwrap_or(u32::MAX),
        more: count > COUNTED,
    }
}

/// Whether there is such an entry.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_there(write: &mut Write, entry: Entry<'_>) -> Result<bool> {
    let text = format!("SELECT 1 FROM {} WHERE id = $1", entry.kind().table());
    let query = built(text).bind(entry.id());
    let found: Option<i64> = query.read_optional(&mut *write).await?;
    Ok(found.is_some())
}

/// Gives an entry that is there its name; the other's, when that is taken.
///
/// # Errors
/// When the database fails.
pub(super) async fn rename(write: &mut Write, entry: Entry<'_>, name: &str) -> Result<Outcome<()>> {
    let (kind, id) = (entry.kind(), entry.id());
    let table = kind.table();
    let folded = alike(name);
    let taken: Option<String> = built(format!(
        "SELECT name FROM {table} WHERE folded = $2 AND id <> $1 AND {}
         AND NOT EXISTS (SELECT 1 FROM {table} own WHERE own.id = $1 AND own.folded = $2) LIMIT 1",
        kind.among()
    ))
    .bind(id)
    .bind(&folded)
    .read_optional(&mut *write)
    .await?;
    if let Some(taken) = taken {
        return Ok(Err(Refusal::NameTaken(kind, taken)));
    }
    built(format!(
        "UPDATE {table} SET name = $2, folded = $3,
             alike = CASE WHEN folded = $3 THEN alike ELSE 0 END WHERE id = $1"
    ))
    .bind(id)
    .bind(name)
    .bind(folded)
    .execute(&mut *write)
    .await?;
    Ok(Ok(()))
}
