//! What plugins store: texts by key, within bounds.

use encaixe_protocol::command::storage_get::Scope;
use encaixe_protocol::limits::Limits;
use sqlx::Row as _;

use super::plugin::enabled_name;
use super::{Result, Row, Store, Write};
use crate::time;

/// One plugin's room in one scope, for one owner.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Whose room it is.
    pub plugin: &'a str,
    /// Who shares it.
    pub scope: Scope,
    /// The member's id, the conversation's id, or empty for the workspace.
    pub owner: &'a str,
}

/// What storing came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is stored.
    Done,
    /// There is no such enabled plugin.
    NoPlugin,
    /// Nothing was stored: so many bytes are used by the other keys.
    Full(u64),
}

impl Store {
    /// The keys, in the order of their characters.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stored_keys(&self, place: Place<'_>) -> Result<Vec<String>> {
        let mut keys: Vec<String> = sqlx::query_scalar(
            "SELECT key FROM plugin_storage WHERE plugin_id = $1 AND scope = $2 AND owner = $3",
        )
        .bind(place.plugin)
        .bind(place.scope.as_str())
        .bind(place.owner)
        .fetch_all(&self.reader)
        .await?;
        // Here, since databases differ in their order of characters.
        keys.sort_unstable();
        Ok(keys)
    }

    /// A value, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stored(&self, place: Place<'_>, key: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar(
            "SELECT value FROM plugin_storage
             WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key = $4",
        )
        .bind(place.plugin)
        .bind(place.scope.as_str())
        .bind(place.owner)
        .bind(key)
        .fetch_optional(&self.reader)
        .await?)
    }

    /// Stores a value, if all that is in the place then stays within [`Limits::storage_bytes`]. Writers wait
    /// for each other, so that the bound holds for any number of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store(&self, place: Place<'_>, key: &str, value: &str) -> Result<Kept> {
        let mut write = self.write().await?;
        if enabled_name(&mut write, place.plugin).await?.is_none() {
            return Ok(Kept::NoPlugin);
        }
        let used = used(&mut write, place, key).await?;
        let asked = (key.len() + value.len()) as u64;
        if used + asked > u64::from(Limits::STANDARD.storage_bytes) {
            return Ok(Kept::Full(used));
        }
        sqlx::query(
            "INSERT INTO plugin_storage (plugin_id, scope, owner, key, value, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (plugin_id, scope, owner, key)
             DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        )
        .bind(place.plugin)
        .bind(place.scope.as_str())
        .bind(place.owner)
        .bind(key)
        .bind(value)
        .bind(time::now())
        .execute(&mut *write)
        .await?;
        write.commit().await?;
        Ok(Kept::Done)
    }

    /// Removes a value, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_stored(&self, place: Place<'_>, key: &str) -> Result<()> {
        let mut write = self.write().await?;
        sqlx::query(
            "DELETE FROM plugin_storage
             WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key = $4",
        )
        .bind(place.plugin)
        .bind(place.scope.as_str())
        .bind(place.owner)
        .bind(key)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
        Ok(())
    }
}

/// The bytes of all keys and values but those of one key.
async fn used(write: &mut Write, place: Place<'_>, key: &str) -> Result<u64> {
    let row: Row = sqlx::query(
        "SELECT COALESCE(SUM(OCTET_LENGTH(key) + OCTET_LENGTH(value)), 0) AS used
         FROM plugin_storage
         WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key <> $4",
    )
    .bind(place.plugin)
    .bind(place.scope.as_str())
    .bind(place.owner)
    .bind(key)
    .fetch_one(&mut **write)
    .await?;
    let used: i64 = row.try_get("used")?;
    Ok(u64::try_from(used).unwrap_or(0))
}
