//! The registry of plugins.

use encaixe_api::id::{MemberId, PluginId};
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_api::plugin::{Plugin, PluginPatch};
use encaixe_protocol::scope::Grants;

use super::engine::sql;
use super::plugin_row::read;
use super::{
    For, Outcome, Refusal, Result, Store, Write, Writer, installation, order, placement,
    plugin_icon, plugin_scopes, signing_key,
};
use crate::event::{Changed, POSITION, PluginEvent};
use crate::picture::Picture;
use crate::random;
use crate::time::Millis;
use crate::vault::PLUGIN_SECRET;

/// A plugin to be registered: checked by the caller.
#[derive(Debug)]
pub struct New<'a> {
    /// The name on its tab.
    pub name: &'a str,
    /// One emoji.
    pub icon: Option<&'a str>,
    /// The address, as the one parser writes it.
    pub endpoint: &'a str,
    /// Whether agents see it.
    pub enabled: bool,
    /// Whether the classic dialect is allowed.
    pub classic: bool,
    /// Whether its secret goes along in the frame's address.
    pub auth_secret: bool,
    /// By what its tokens are signed.
    pub proof_algorithm: ProofAlgorithm,
    /// What it may see and do.
    pub scopes: Grants,
    /// When it is registered.
    pub created_at: Millis,
    /// The member who alone sees it; none for a plugin of the workspace.
    pub owner: Option<&'a MemberId>,
}

/// A registered plugin with its secret, which is not for printing.
pub struct WithSecret {
    /// The plugin.
    pub plugin: Plugin,
    /// What its server gets as `auth_secret`; none where the vault's keys do not open it.
    pub secret: Option<String>,
}

impl std::fmt::Debug for WithSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WithSecret")
            .field("plugin", &self.plugin)
            .field("secret", &"***")
            .finish()
    }
}

impl Store {
    /// Every plugin with its secret, in their order; those that one member alone sees come last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugins(&self) -> Result<Vec<WithSecret>> {
        let rows = sql("SELECT * FROM plugin ORDER BY COALESCE(owner, ''), position")
            .fetch_all(&self.engine)
            .await?;
        let plugins = rows.iter().map(|row| self.with_secret(row));
        self.with_placement(plugins.collect::<Result<_>>()?).await
    }

    /// One plugin with its secret.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugin(&self, id: &PluginId) -> Result<Option<WithSecret>> {
        let row = sql("SELECT * FROM plugin WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        let found = row
            .iter()
            .map(|row| self.with_secret(row))
            .collect::<Result<_>>()?;
        Ok(self.with_placement(found).await?.pop())
    }
}

impl Writer {
    /// Registers a plugin, for whom `placed` says.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_plugin(
        &self,
        new: &New<'_>,
        placed: &PluginPatch,
        picture: Option<&Picture>,
    ) -> Result<Outcome<Plugin>> {
        let mut write = self.write(For::Workspace).await?;
        let plugin = insert(&mut write, new).await?;
        if let Some(picture) = picture {
            show(&mut write, &plugin.id, picture).await?;
        }
        if let Err(refused) = placement::put(&mut write, &plugin.id, placed).await? {
            return Ok(Err(refused));
        }
        write.record(PluginEvent::PluginCreated {
            plugin: plugin.id.clone(),
        });
        write.commit().await?;
        self.kept(&plugin.id).await
    }

    /// Changes a plugin: fields were checked by the caller. A picture takes the place of the icon. Another address forgets the last state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_plugin(
        &self,
        id: &PluginId,
        patch: &PluginPatch,
        picture: Option<&Picture>,
    ) -> Result<Outcome<Plugin>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = self.plugin(id).await?.map(|known| known.plugin) else {
            return Ok(Err(Refusal::NotFound("plugin")));
        };
        if let Some(integration) = &before.integration
            && let Some(field) =
                installation::beyond(&mut write, integration, &before, patch).await?
        {
            return Ok(Err(Refusal::OfIntegration(field)));
        }
        if patch.icon.is_some() {
            plugin_icon::remove(&mut write, id).await?;
        }
        if let Some(endpoint) = &patch.endpoint {
            move_to(&mut write, id, endpoint).await?;
        }
        if let Some(wanted) = &patch.scopes {
            plugin_scopes::change(&mut write, id, wanted).await?;
        }
        sql(
            "UPDATE plugin SET name = COALESCE($2, name), enabled = COALESCE($3, enabled),
                classic = COALESCE($4, classic), icon = NULLIF(COALESCE($5, icon), ''),
                auth_secret = COALESCE($6, auth_secret), proof_algorithm = COALESCE($7, proof_algorithm)
             WHERE id = $1",
        )
        .bind(id)
        .bind(patch.name.as_deref())
        .bind(patch.enabled)
        .bind(patch.classic)
        .bind(patch.icon.as_deref())
        .bind(patch.auth_secret)
        .bind(patch.proof_algorithm.map(ProofAlgorithm::as_str))
        .execute(&mut write)
        .await?;
        if let Some(picture) = picture {
            show(&mut write, id, picture).await?;
        }
        if let Err(refused) = placement::put(&mut write, id, patch).await? {
            return Ok(Err(refused));
        }
        if let Some(position) = patch.position {
            order::place_plugin(&mut write, id, position).await?;
        }
        let row = sql("SELECT * FROM plugin WHERE id = $1").bind(id);
        let row = row.fetch_one(&mut write).await?;
        let after = placement::changed(read(&row)?, &before, patch);
        write.record(PluginEvent::PluginChanged {
            plugin: id.clone(),
            what: Changed::between(&before, &after)?.with(POSITION, patch.position.is_some()),
        });
        write.commit().await?;
        self.kept(id).await
    }

    /// A plugin as it is after a change.
    async fn kept(&self, id: &PluginId) -> Result<Outcome<Plugin>> {
        let found = self.plugin(id).await?;
        Ok(found
            .map(|found| found.plugin)
            .ok_or(Refusal::NotFound("plugin")))
    }

    /// Removes a plugin; whether there was one that is no integration's page, which goes with its installation alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_plugin(&self, id: &PluginId) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let name: Option<String> =
            sql("DELETE FROM plugin WHERE id = $1 AND installation_id IS NULL RETURNING name")
                .bind(id)
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

/// Registers a plugin for everyone, or for its owner; it is the last, with its secret and the keys that its tokens are signed with.
///
/// # Errors
/// When the vault's key cannot be used, or the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Plugin> {
    let id = random::id()?;
    let secret = write.seal(PLUGIN_SECRET, &id, random::secret()?.as_bytes())?;
    let row = sql(
        "INSERT INTO plugin (id, name, icon, endpoint, secret, enabled, classic, created_at, scopes,
            scopes_since, owner, position, auth_secret, proof_algorithm)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, (SELECT COALESCE(MAX(position), 0) + 1 FROM plugin
             WHERE COALESCE(owner, '') = COALESCE($10, '')), $11, $12) RETURNING *",
    )
    .bind(PluginId::new(id))
    .bind(new.name)
    .bind(new.icon)
    .bind(new.endpoint)
    .bind(secret)
    .bind(new.enabled)
    .bind(new.classic)
    .bind(new.created_at)
    .bind(new.scopes.to_string())
    .bind(new.owner)
    .bind(new.auth_secret)
    .bind(new.proof_algorithm.as_str())
    .fetch_one(&mut *write)
    .await?;
    let plugin = read(&row)?;
    signing_key::add_missing(write, &plugin.id).await?;
    Ok(plugin)
}

/// Gives a plugin a picture for its icon.
pub(super) async fn show(write: &mut Write, id: &PluginId, picture: &Picture) -> Result<()> {
    let address = plugin_icon::put(write, id, picture).await?;
    sql("UPDATE plugin SET icon = $2 WHERE id = $1")
        .bind(id)
        .bind(address)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// Gives a plugin another address and forgets what was seen at the old one; the same address does nothing.
///
/// # Errors
/// When the database fails.
pub async fn move_to(write: &mut Write, id: &PluginId, endpoint: &str) -> Result<()> {
    sql(
        "UPDATE plugin SET endpoint = $2, state = NULL, state_reason = NULL, state_seen = NULL,
            state_at = NULL
         WHERE id = $1 AND endpoint <> $2",
    )
    .bind(id)
    .bind(endpoint)
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// Takes a plugin from the agents; it stays registered.
///
/// # Errors
/// When the database fails.
pub async fn switch_off(write: &mut Write, id: &PluginId) -> Result<()> {
    sql("UPDATE plugin SET enabled = FALSE WHERE id = $1")
        .bind(id)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// The name of an enabled plugin, which stays so for as long as the write lasts.
pub(super) async fn enabled_name(write: &mut Write, id: &PluginId) -> Result<Option<String>> {
    Ok(sql("SELECT name FROM plugin WHERE id = $1 AND enabled")
        .bind(id)
        .read_optional(&mut *write)
        .await?)
}
