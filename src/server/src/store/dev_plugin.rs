//! Plugins that one member alone sees, while developing them.

use encaixe_api::id::{MemberId, PluginId};
use encaixe_api::plugin::{DEV_PLUGINS, Plugin};

use super::engine::sql;
use super::plugin::{New, insert};
use super::plugin_row::read;
use super::{For, Outcome, Refusal, Result, Store, Writer};
use crate::event::PluginEvent;

impl Store {
    /// The plugins that a member registered for themselves, in the order in which they did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dev_plugins(&self, owner: &MemberId) -> Result<Vec<Plugin>> {
        sql("SELECT * FROM plugin WHERE owner = $1 ORDER BY position")
            .bind(owner)
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

impl Writer {
    /// Registers a plugin for its owner, of whom each has [`DEV_PLUGINS`] at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_dev_plugin(&self, new: &New<'_>) -> Result<Outcome<Plugin>> {
        let mut write = self.write(For::Workspace).await?;
        let count: i64 = sql("SELECT COUNT(*) FROM plugin WHERE owner = $1")
            .bind(new.owner)
            .read_one(&mut write)
            .await?;
        if usize::try_from(count).is_ok_and(|count| count >= DEV_PLUGINS) {
            return Ok(Err(Refusal::TooManyDevPlugins));
        }
        let plugin = insert(&mut write, new).await?;
        write.record(PluginEvent::PluginCreated {
            plugin: plugin.id.clone(),
        });
        write.commit().await?;
        Ok(Ok(plugin))
    }

    /// Removes a plugin of its owner; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_dev_plugin(&self, owner: &MemberId, id: &PluginId) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> =
            sql("DELETE FROM plugin WHERE id = $1 AND owner = $2 RETURNING name")
                .bind(id)
                .bind(owner)
                .read_optional(&mut write)
                .await?;
        let is_gone = name.is_some();
        if let Some(name) = name {
            let plugin = id.clone();
            write.record(PluginEvent::PluginRemoved { plugin, name });
        }
        write.commit().await?;
        Ok(is_gone)
    }
}
