//! The order of tags, groups, custom fields, channels, attendance categories and plugins: each entry has a place of its own, which a unique index holds. A new one
//! is last.

use encaixe_api::id::PluginId;

use super::engine::built;
use super::named::Entry;
use super::{Result, Write};

/// Puts an entry at a place, counted from 0, among those that share its order; past the end is the end.
///
/// # Errors
/// When the database fails.
pub(super) async fn place(write: &mut Write, entry: Entry<'_>, to: u32) -> Result<()> {
    let kind = entry.kind();
    place_among(write, kind.table(), kind.among(), entry.id(), to).await
}

/// Puts a plugin at a place among those of the workspace, or of the member who alone sees it; past the end is the end.
///
/// # Errors
/// When the database fails.
pub(super) async fn place_plugin(write: &mut Write, id: &PluginId, to: u32) -> Result<()> {
    let among = "COALESCE(owner, '') = (SELECT COALESCE(owner, '') FROM plugin WHERE id = $1)";
    place_among(write, "plugin", among, id.as_str(), to).await
}

async fn place_among(write: &mut Write, table: &str, among: &str, id: &str, to: u32) -> Result<()> {
    let mut ids: Vec<String> = built(format!(
        "SELECT id FROM {table} WHERE id <> $1 AND {among} ORDER BY position"
    ))
    .bind(id)
    .read_all(&mut *write)
    .await?;
    let to = usize::try_from(to).map_or(ids.len(), |to| to.min(ids.len()));
    ids.insert(to, id.to_owned());
    // No two may stand in one place, not even for a moment: all step aside first.
    let aside = format!("UPDATE {table} SET position = -position WHERE {among}");
    built(aside).bind(id).execute(&mut *write).await?;
    for (position, id) in (1_i64..).zip(ids) {
        built(format!("UPDATE {table} SET position = $2 WHERE id = $1"))
            .bind(id)
            .bind(position)
            .execute(&mut *write)
            .await?;
    }
    Ok(())
}
