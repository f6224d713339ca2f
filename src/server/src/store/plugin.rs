//! The registry of plugins.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_api::plugin::{FrameReason, FrameState, LastState, Plugin, PluginPatch};

use super::engine::sql;
use super::{Error, For, Result, Row, Store, Write, Writer, plugin_icon, signing_key};
use crate::event::PluginEvent;
use crate::picture::Picture;
use crate::random;
use crate::time::{Millis, rfc3339};
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
    /// When it is registered, which is its place among the others.
    pub created_at: Millis,
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
    /// Every plugin with its secret, in the order of registration.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugins(&self) -> Result<Vec<WithSecret>> {
        sql("SELECT * FROM plugin ORDER BY created_at, id")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(|row| self.with_secret(row))
            .collect()
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
        row.as_ref().map(|row| self.with_secret(row)).transpose()
    }

    /// Whether there is such an enabled plugin.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_enabled_plugin(&self, id: &PluginId) -> Result<bool> {
        let name: Option<String> = sql(ENABLED).bind(id).read_optional(&self.engine).await?;
        Ok(name.is_some())
    }
}

impl Writer {
    /// Registers a plugin.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_plugin(&self, new: &New<'_>, picture: Option<&Picture>) -> Result<Plugin> {
        let mut write = self.write(For::Workspace).await?;
        let mut plugin = insert(&mut write, new).await?;
        if let Some(picture) = picture {
            plugin = show(&mut write, &plugin.id, picture).await?;
        }
        write.record(PluginEvent::PluginCreated {
            plugin: plugin.id.clone(),
        });
        write.commit().await?;
        Ok(plugin)
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
    ) -> Result<Option<Plugin>> {
        let mut write = self.write(For::Workspace).await?;
        if patch.icon.is_some() {
            plugin_icon::remove(&mut write, id).await?;
        }
        if let Some(endpoint) = &patch.endpoint {
            move_to(&mut write, id, endpoint).await?;
        }
        let row = sql(
            "UPDATE plugin SET name = COALESCE($2, name), enabled = COALESCE($3, enabled),
                classic = COALESCE($4, classic), icon = NULLIF(COALESCE($5, icon), ''),
                auth_secret = COALESCE($6, auth_secret), proof_algorithm = COALESCE($7, proof_algorithm)
             WHERE id = $1 RETURNING *",
        )
        .bind(id)
        .bind(patch.name.as_deref())
        .bind(patch.enabled)
        .bind(patch.classic)
        .bind(patch.icon.as_deref())
        .bind(patch.auth_secret)
        .bind(patch.proof_algorithm.map(ProofAlgorithm::as_str))
        .fetch_optional(&mut write)
        .await?;
        let mut plugin = row.as_ref().map(read).transpose()?;
        if let (Some(_), Some(picture)) = (&plugin, picture) {
            plugin = Some(show(&mut write, id, picture).await?);
        }
        if plugin.is_some() {
            write.record(PluginEvent::PluginChanged { plugin: id.clone() });
        }
        write.commit().await?;
        Ok(plugin)
    }

    /// Removes a plugin; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_plugin(&self, id: &PluginId) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let done = sql("DELETE FROM plugin WHERE id = $1")
            .bind(id)
            .execute(&mut write)
            .await?;
        let is_gone = done > 0;
        if is_gone {
            write.record(PluginEvent::PluginRemoved { plugin: id.clone() });
        }
        write.commit().await?;
        Ok(is_gone)
    }
}

/// Registers a plugin, with its secret and the keys that its tokens are signed with.
///
/// # Errors
/// When the vault's key cannot be used, or the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Plugin> {
    let id = random::id()?;
    let secret = write.seal(PLUGIN_SECRET, &id, random::secret()?.as_bytes())?;
    let row = sql(
        "INSERT INTO plugin (id, name, icon, endpoint, secret, enabled, classic, created_at, auth_secret, proof_algorithm)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING *",
    )
    .bind(PluginId::new(id))
    .bind(new.name)
    .bind(new.icon)
    .bind(new.endpoint)
    .bind(secret)
    .bind(new.enabled)
    .bind(new.classic)
    .bind(new.created_at)
    .bind(new.auth_secret)
    .bind(new.proof_algorithm.as_str())
    .fetch_one(&mut *write)
    .await?;
    let plugin = read(&row)?;
    signing_key::add_missing(write, &plugin.id).await?;
    Ok(plugin)
}

/// Gives a plugin a picture for its icon.
async fn show(write: &mut Write, id: &PluginId, picture: &Picture) -> Result<Plugin> {
    let address = plugin_icon::put(write, id, picture).await?;
    let row = sql("UPDATE plugin SET icon = $2 WHERE id = $1 RETURNING *")
        .bind(id)
        .bind(address)
        .fetch_one(&mut *write)
        .await?;
    read(&row)
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

const ENABLED: &str = "SELECT name FROM plugin WHERE id = $1 AND enabled";

/// The name of an enabled plugin, which stays so for as long as the write lasts.
pub(super) async fn enabled_name(write: &mut Write, id: &PluginId) -> Result<Option<String>> {
    Ok(sql(ENABLED).bind(id).read_optional(&mut *write).await?)
}

pub(super) fn read(row: &Row) -> Result<Plugin> {
    let endpoint: String = row.get("endpoint")?;
    Ok(Plugin {
        id: row.get("id")?,
        name: row.get("name")?,
        icon: row.get("icon")?,
        dev: endpoint.starts_with("http:"),
        endpoint,
        enabled: row.get("enabled")?,
        classic: row.get("classic")?,
        auth_secret: row.get("auth_secret")?,
        proof_algorithm: signing_key::algorithm(row.get("proof_algorithm")?)?,
        last_state: last_state(row)?,
        created_at: rfc3339(row.get("created_at")?),
    })
}

fn last_state(row: &Row) -> Result<Option<LastState>> {
    let state: Option<String> = row.get("state")?;
    let at: Option<Millis> = row.get("state_at")?;
    let (Some(state), Some(at)) = (state, at) else {
        return Ok(None);
    };
    let reason = row
        .get::<Option<String>>("state_reason")?
        .map(|word| FrameReason::parse(&word).ok_or(Error::Unknown("frame reason", word)))
        .transpose()?;
    Ok(Some(LastState {
        state: FrameState::parse(&state).ok_or(Error::Unknown("frame state", state))?,
        reason,
        seen: row.get("state_seen")?,
        at: rfc3339(at),
    }))
}
