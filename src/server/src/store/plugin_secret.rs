//! Plugins' secrets: opened for whoever may know them, and made anew.

use encaixe_api::id::PluginId;

use super::engine::sql;
use super::{For, Result, Row, Store, Writer, plugin, plugin_row};
use crate::event::PluginEvent;
use crate::random;
use crate::vault::PLUGIN_SECRET;

impl Store {
    /// A plugin's row with its secret, which is none where the vault's keys do not open it.
    pub(super) fn with_secret(&self, row: &Row) -> Result<plugin::WithSecret> {
        let plugin = plugin_row::read(row)?;
        let sealed: String = row.get("secret")?;
        let id = plugin.id.as_str();
        let secret = self.vault.open_text(PLUGIN_SECRET, id, &sealed).ok();
        Ok(plugin::WithSecret { plugin, secret })
    }
}

impl Writer {
    /// Gives a plugin a new secret; none when there is no such plugin.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn rotate_plugin_secret(&self, id: &PluginId) -> Result<Option<String>> {
        let mut write = self.write(For::Workspace).await?;
        let secret = random::secret()?;
        let sealed = write.seal(PLUGIN_SECRET, id.as_str(), secret.as_bytes())?;
        let done = sql("UPDATE plugin SET secret = $2 WHERE id = $1")
            .bind(id)
            .bind(sealed)
            .execute(&mut write)
            .await?;
        if done == 0 {
            return Ok(None);
        }
        write.record(PluginEvent::PluginSecretRotated { plugin: id.clone() });
        write.commit().await?;
        Ok(Some(secret))
    }

    /// Gives every plugin a new secret, after which nobody is asked to any more.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails. Nothing has changed then.
    pub async fn rotate_plugin_secrets(&self) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let plugins: Vec<PluginId> = sql("SELECT id FROM plugin ORDER BY created_at, id")
            .read_all(&mut write)
            .await?;
        for id in plugins {
            let sealed = write.seal(PLUGIN_SECRET, id.as_str(), random::secret()?.as_bytes())?;
            sql("UPDATE plugin SET secret = $2 WHERE id = $1")
                .bind(&id)
                .bind(sealed)
                .execute(&mut write)
                .await?;
            write.record(PluginEvent::PluginSecretRotated { plugin: id });
        }
        write.end_offer().await?;
        write.commit().await
    }

    /// Leaves secrets as they are that earlier backups hold in the clear: nobody is asked any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dismiss_rotation(&self) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        if write.end_offer().await? {
            write.record(PluginEvent::RotationDismissed);
        }
        write.commit().await
    }
}
