//! What plugins store: texts by key, within bounds.

use encaixe_api::id::{ConversationId, MemberId, PluginId};
use encaixe_protocol::limits::Limits;
use encaixe_protocol::storage_scope::StorageScope;

use super::engine::sql;
use super::plugin::enabled_name;
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer};
use crate::time;

/// One plugin's storage for one owner.
#[derive(Debug, Clone, Copy)]
pub struct Storage<'a> {
    /// The plugin.
    pub plugin: &'a PluginId,
    /// Whose it is.
    pub owner: &'a Owner,
}

/// Whose storage it is; its scope says who shares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// One member's.
    User(MemberId),
    /// Everybody's.
    Workspace,
    /// That of one conversation.
    Conversation(ConversationId),
}

impl Owner {
    const fn scope(&self) -> StorageScope {
        match self {
            Self::User(_) => StorageScope::User,
            Self::Workspace => StorageScope::Workspace,
            Self::Conversation(_) => StorageScope::Conversation,
        }
    }

    /// The id; empty for the workspace.
    fn id(&self) -> &str {
        match self {
            Self::User(id) => id.as_str(),
            Self::Workspace => "",
            Self::Conversation(id) => id.as_str(),
        }
    }
}

impl Store {
    /// The keys, in the order of their characters.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stored_keys(&self, storage: Storage<'_>) -> Result<Vec<String>> {
        let mut keys: Vec<String> = sql(
            "SELECT key FROM plugin_storage WHERE plugin_id = $1 AND scope = $2 AND owner = $3",
        )
        .bind(storage.plugin)
        .bind(storage.owner.scope().as_str())
        .bind(storage.owner.id())
        .read_all(&self.engine)
        .await?;
        // Here, since databases differ in their order of characters.
        keys.sort_unstable();
        Ok(keys)
    }

    /// A value, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stored(&self, storage: Storage<'_>, key: &str) -> Result<Option<String>> {
        Ok(sql("SELECT value FROM plugin_storage
             WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key = $4")
        .bind(storage.plugin)
        .bind(storage.owner.scope().as_str())
        .bind(storage.owner.id())
        .bind(key)
        .read_optional(&self.engine)
        .await?)
    }
}

impl Writer {
    /// Stores a value, if all that is stored there then stays within [`Limits::storage_bytes`] and
    /// [`Limits::storage_keys`]. Writers wait for each other, so that the bounds hold for any number of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store(&self, storage: Storage<'_>, key: &str, value: &str) -> Result<Outcome<()>> {
        let mut write = self.write(For::Storage(storage.plugin)).await?;
        if enabled_name(&mut write, storage.plugin).await?.is_none() {
            return Ok(Err(Refusal::NotFound("plugin")));
        }
        let most = Limits::STANDARD;
        let asked = i64::try_from(key.len() + value.len()).unwrap_or(i64::MAX);
        let stored = sql(
            "INSERT INTO plugin_storage (plugin_id, scope, owner, key, value, updated_at)
             SELECT $1, $2, $3, $4, $5, $6 FROM (
                SELECT COUNT(*) AS keys,
                    COALESCE(SUM(OCTET_LENGTH(key) + OCTET_LENGTH(value)), 0) AS bytes
                FROM plugin_storage
                WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key <> $4
             ) found WHERE keys < $7 AND bytes <= $8
             ON CONFLICT (plugin_id, scope, owner, key)
             DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        )
        .bind(storage.plugin)
        .bind(storage.owner.scope().as_str())
        .bind(storage.owner.id())
        .bind(key)
        .bind(value)
        .bind(time::now())
        .bind(most.storage_keys)
        .bind(i64::from(most.storage_bytes).saturating_sub(asked))
        .execute(&mut write)
        .await?;
        if stored == 0 {
            let Used { keys, bytes } = used(&mut write, storage, key).await?;
            return Ok(Err(if keys >= u64::from(most.storage_keys) {
                Refusal::TooManyKeys
            } else {
                Refusal::StorageFull {
                    used: bytes,
                    asked: asked.unsigned_abs(),
                }
            }));
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Removes a value, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_stored(&self, storage: Storage<'_>, key: &str) -> Result<()> {
        let mut write = self.write(For::Storage(storage.plugin)).await?;
        sql("DELETE FROM plugin_storage
             WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key = $4")
        .bind(storage.plugin)
        .bind(storage.owner.scope().as_str())
        .bind(storage.owner.id())
        .bind(key)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(())
    }
}

/// What all keys but one take.
struct Used {
    keys: u64,
    bytes: u64,
}

async fn used(write: &mut Write, storage: Storage<'_>, key: &str) -> Result<Used> {
    let row: Row = sql("SELECT COUNT(*) AS keys,
                COALESCE(SUM(OCTET_LENGTH(key) + OCTET_LENGTH(value)), 0) AS bytes
         FROM plugin_storage
         WHERE plugin_id = $1 AND scope = $2 AND owner = $3 AND key <> $4")
    .bind(storage.plugin)
    .bind(storage.owner.scope().as_str())
    .bind(storage.owner.id())
    .bind(key)
    .fetch_one(&mut *write)
    .await?;
    let number = |column: &str| -> Result<u64> {
        let number: i64 = row.get(column)?;
        Ok(u64::try_from(number).unwrap_or(0))
    };
    Ok(Used {
        keys: number("keys")?,
        bytes: number("bytes")?,
    })
}
