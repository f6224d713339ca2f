//! What tags, groups, custom fields and channels share: a name that no other has, a place in an order, and a switch.
//! Also by how much each is used.

use encaixe_api::inbox::Uses;

use super::engine::built;
use super::{For, Outcome, Refusal, Result, Store, Write, Writer};
use crate::actor::Actor;
use crate::event::{List, WorkspaceEvent};
use crate::fold::alike;

/// Uses are counted up to here, so that the count costs the same in a workspace of any size.
const COUNTED: i64 = 10_000;

/// One of the four tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Labels for conversations.
    Tag,
    /// Groups of members.
    Group,
    /// Fields of contacts and attendances.
    CustomField,
    /// Ways in for messages.
    Channel,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Tag, Self::Group, Self::CustomField, Self::Channel];

    const fn table(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Group => "team",
            Self::CustomField => "custom_field",
            Self::Channel => "channel",
        }
    }

    /// What one of them is called in an answer.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Group => "group",
            Self::CustomField => "custom field",
            Self::Channel => "channel",
        }
    }

    const fn list(self) -> List {
        match self {
            Self::Tag => List::Tag,
            Self::Group => List::Group,
            Self::CustomField => List::CustomField,
            Self::Channel => List::Channel,
        }
    }

    /// Rows of a custom field share names and order with those of the same entity; the others with all of their table.
    const fn among(self) -> &'static str {
        match self {
            Self::CustomField => "entity = (SELECT entity FROM custom_field WHERE id = $1)",
            Self::Tag | Self::Group | Self::Channel => "$1 = $1",
        }
    }

    /// The rows that hold an id of the table, each found by an index.
    const fn used_in(self) -> &'static [&'static str] {
        match self {
            Self::Tag => &["conversation_tag WHERE tag_id"],
            Self::Group => &["conversation WHERE team_id"],
            Self::CustomField => &[
                "contact_field WHERE field_id",
                "attendance_field WHERE field_id",
            ],
            Self::Channel => &["conversation WHERE channel_id"],
        }
    }
}

impl Store {
    /// By how much each of the rows is used, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn uses(&self, kind: Kind, ids: &[&str]) -> Result<Vec<Uses>> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut count = 0;
            for used_in in kind.used_in() {
                count += built(counting(used_in))
                    .bind(*id)
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
                "SELECT id, name FROM {table} WHERE folded IS NULL ORDER BY position, id"
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
    /// Takes a row away that nothing uses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_named(&self, kind: Kind, id: &str) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        if !is_there(&mut write, kind, id).await? {
            return Ok(Err(Refusal::NotFound(kind.noun())));
        }
        let unused = kind.used_in().iter();
        let unused =
            unused.map(|used_in| format!(" AND NOT EXISTS (SELECT 1 FROM {used_in} = $1)"));
        let unused: String = unused.collect();
        let text = format!("DELETE FROM {} WHERE id = $1{unused}", kind.table());
        if built(text).bind(id).execute(&mut write).await? == 0 {
            let mut count = 0;
            for used_in in kind.used_in() {
                count += built(counting(used_in))
                    .bind(id)
                    .bind(COUNTED + 1)
                    .read_one::<i64>(&mut write)
                    .await?;
            }
            return Ok(Err(Refusal::InUse(kind, as_uses(count))));
        }
        write.record(WorkspaceEvent::EntryDeleted {
            list: kind.list(),
            id: id.to_owned(),
        });
        write.commit().await?;
        Ok(Ok(()))
    }
}

/// That there is a new row.
pub(super) fn created(kind: Kind, id: &str) -> WorkspaceEvent {
    WorkspaceEvent::EntryCreated {
        list: kind.list(),
        id: id.to_owned(),
    }
}

/// That a row changed.
pub(super) fn changed(kind: Kind, id: &str) -> WorkspaceEvent {
    WorkspaceEvent::EntryChanged {
        list: kind.list(),
        id: id.to_owned(),
    }
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

/// Whether there is such a row.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_there(write: &mut Write, kind: Kind, id: &str) -> Result<bool> {
    let text = format!("SELECT 1 FROM {} WHERE id = $1", kind.table());
    let found: Option<i64> = built(text).bind(id).read_optional(&mut *write).await?;
    Ok(found.is_some())
}

/// Gives a row that is there its name; the other's, when that is taken.
///
/// # Errors
/// When the database fails.
pub(super) async fn rename(
    write: &mut Write,
    kind: Kind,
    id: &str,
    name: &str,
) -> Result<Outcome<()>> {
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

/// Puts a row at a place, counted from 0, among those that share its order; past the end is the end.
///
/// # Errors
/// When the database fails.
pub(super) async fn place(write: &mut Write, kind: Kind, id: &str, to: u32) -> Result<()> {
    let table = kind.table();
    let mut ids: Vec<String> = built(format!(
        "SELECT id FROM {table} WHERE id <> $1 AND {} ORDER BY position, created_at, id",
        kind.among()
    ))
    .bind(id)
    .read_all(&mut *write)
    .await?;
    let to = usize::try_from(to).map_or(ids.len(), |to| to.min(ids.len()));
    ids.insert(to, id.to_owned());
    for (position, id) in (1_i64..).zip(ids) {
        built(format!(
            "UPDATE {table} SET position = $2 WHERE id = $1 AND position <> $2"
        ))
        .bind(id)
        .bind(position)
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}

/// Puts a row that was just added last.
///
/// # Errors
/// When the database fails.
pub(super) async fn place_last(write: &mut Write, kind: Kind, id: &str) -> Result<()> {
    let table = kind.table();
    built(format!(
        "UPDATE {table} SET position = (SELECT COALESCE(MAX(position), 0) + 1 FROM {table} WHERE {})
         WHERE id = $1",
        kind.among()
    ))
    .bind(id)
    .execute(&mut *write)
    .await?;
    Ok(())
}
