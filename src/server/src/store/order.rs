//! The order of tags, groups, custom fields and channels: each entry has a place of its own, counted from 1.

use super::engine::built;
use super::named::Entry;
use super::{Result, Write};

/// Puts an entry at a place, counted from 0, among those that share its order; past the end is the end.
///
/// # Errors
/// When the database fails.
pub(super) async fn place(write: &mut Write, entry: Entry<'_>, to: u32) -> Result<()> {
    let (kind, id) = (entry.kind(), entry.id());
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

/// Puts an entry that was just added last.
///
/// # Errors
/// When the database fails.
pub(super) async fn place_last(write: &mut Write, entry: Entry<'_>) -> Result<()> {
    let (kind, id) = (entry.kind(), entry.id());
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
