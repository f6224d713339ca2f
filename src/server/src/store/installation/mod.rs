//! Installations: what this company let in, the page that it may have, what was agreed to, and how it is doing.
//!
//! The server keeps that this company has it as well (`store/integration.rs`). Its row comes first and goes last; `jobs/integrations.rs`
//! mends what a kill left between the two.

mod change;
mod click;
mod install;
mod narrow;

use encaixe_api::id::{IntegrationId, PluginId};
use encaixe_api::integration::{IntegrationManifest, Told};
use encaixe_api::plugin::{NAME_CHARS, Plugin, PluginPatch};
use encaixe_protocol::scope::{Grants, Scopes};

use super::engine::{Row, sql};
use super::{Error, Result, Store, Write, plugin_scopes};
use crate::event::{IntegrationEvent, PluginEvent};
use crate::time::{Millis, rfc3339};

pub use self::change::Taken;
pub use self::click::Clicked;
pub use self::install::NewInstalled;
use self::narrow::narrow;

/// An integration that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Which one.
    pub id: IntegrationId,
    /// What it was called when somebody agreed last.
    pub name: String,
    /// The name of who agreed last; empty where they are gone.
    pub by: String,
    /// Since when it is let in.
    pub created_at: Millis,
    /// When its program first took its tokens.
    pub exchanged_at: Option<Millis>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Millis>,
    /// What was agreed to; none where the consent page alone let it in.
    pub agreed: Option<IntegrationManifest>,
    /// The number of that version.
    pub version: Option<u32>,
    /// Since when an admin has it stopped.
    pub paused_at: Option<Millis>,
    /// Whether a moderator of the server stopped it, as far as this company knows.
    pub is_suspended: bool,
    /// Its page.
    pub plugin: Option<PluginId>,
    /// What came of the one request by which its server was told.
    pub told: Option<Told>,
}

/// How an installation is read: with the name of who agreed, and its page.
macro_rules! whole {
    ($rest:literal) => {
        concat!(
            "SELECT installation.*, COALESCE(member.name, '') AS member_name,
                (SELECT plugin.id FROM plugin WHERE plugin.installation_id = installation.id LIMIT 1) AS plugin_id
             FROM installation LEFT JOIN member ON member.id = installation.member_id ",
            $rest
        )
    };
}

impl Store {
    /// What was let in, the newest last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installed(&self) -> Result<Vec<Installed>> {
        let rows = sql(whole!("ORDER BY installation.created_at, installation.id"))
            .fetch_all(&self.engine)
            .await?;
        rows.iter().map(read).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installation(&self, id: &IntegrationId) -> Result<Option<Installed>> {
        let row = sql(whole!("WHERE installation.id = $1"))
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// What the tokens of an integration may do that are not taken back; before there are any, what somebody agreed to last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn granted_scopes(&self, id: &IntegrationId) -> Result<Scopes> {
        let mut all: Vec<String> = sql(
            "SELECT scopes FROM grant_family WHERE installation_id = $1 AND revoked_at IS NULL",
        )
        .bind(id)
        .read_all(&self.engine)
        .await?;
        if all.is_empty() {
            all = sql("SELECT scopes FROM grant_code WHERE installation_id = $1 ORDER BY created_at DESC LIMIT 1")
                .bind(id)
                .read_all(&self.engine)
                .await?;
        }
        let mut scopes = Scopes::NONE;
        for names in all {
            scopes = scopes.or(plugin_scopes::parse(names)?.named());
        }
        Ok(scopes)
    }
}

/// What an integration is called on the tab of its page, which has less room.
#[must_use]
pub fn label(name: &str) -> String {
    let label: String = name.chars().take(NAME_CHARS).collect();
    label.trim_end().to_owned()
}

/// Takes an integration out, with its page, its codes and all its tokens; what it was called, if it was let in.
pub(super) async fn take_out(write: &mut Write, id: &IntegrationId) -> Result<Option<String>> {
    remove_page(write, id).await?;
    let name: Option<String> = sql("DELETE FROM installation WHERE id = $1 RETURNING name")
        .bind(id)
        .read_optional(&mut *write)
        .await?;
    if let Some(name) = &name {
        write.record(IntegrationEvent::IntegrationRemoved {
            integration: id.clone(),
            name: name.clone(),
        });
    }
    Ok(name)
}

/// Removes the page of an installation, if it has one.
async fn remove_page(write: &mut Write, id: &IntegrationId) -> Result<()> {
    let pages: Vec<(PluginId, String)> =
        sql("DELETE FROM plugin WHERE installation_id = $1 RETURNING id, name")
            .bind(id)
            .read_all(&mut *write)
            .await?;
    for (plugin, name) in pages {
        write.record(PluginEvent::PluginRemoved { plugin, name });
    }
    Ok(())
}

/// The field of a patch that goes beyond what was agreed to of the integration whose page a plugin is; none where nothing does.
pub(super) async fn beyond(
    write: &mut Write,
    id: &IntegrationId,
    before: &Plugin,
    patch: &PluginPatch,
) -> Result<Option<&'static str>> {
    let moves = |endpoint: &String| *endpoint != before.endpoint;
    if patch.endpoint.as_ref().is_some_and(moves) {
        return Ok(Some("endpoint"));
    }
    if patch
        .classic
        .is_some_and(|classic| classic != before.classic)
    {
        return Ok(Some("classic"));
    }
    let Some(wanted) = &patch.scopes else {
        return Ok(None);
    };
    let agreed: Option<String> = sql("SELECT COALESCE(agreed, '') FROM installation WHERE id = $1")
        .bind(id)
        .read_optional(&mut *write)
        .await?;
    let agreed = agreed.filter(|text| !text.is_empty());
    let agreed: Option<IntegrationManifest> =
        agreed.map(|text| serde_json::from_str(&text)).transpose()?;
    let agreed = agreed.map_or(Grants::NONE, |manifest| asked(&manifest));
    Ok((!agreed.covers(wanted)).then_some("scopes"))
}

/// All that a version asks for.
#[must_use]
pub fn asked(manifest: &IntegrationManifest) -> Grants {
    let scopes = manifest.scopes.iter().map(|wanted| wanted.scope);
    Grants::of(scopes.collect())
}

/// Says whose page a plugin is.
async fn own(write: &mut Write, plugin: &PluginId, id: &IntegrationId) -> Result<()> {
    sql("UPDATE plugin SET installation_id = $2 WHERE id = $1")
        .bind(plugin)
        .bind(id)
        .execute(&mut *write)
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Installed> {
    let agreed: Option<String> = row.get("agreed")?;
    let version: Option<i64> = row.get("version")?;
    let told_at: Option<Millis> = row.get("told_at")?;
    let status: Option<i64> = row.get("told_status")?;
    let failure: Option<String> = row.get("told_failure")?;
    Ok(Installed {
        id: row.get("id")?,
        name: row.get("name")?,
        by: row.get("member_name")?,
        created_at: row.get("created_at")?,
        exchanged_at: row.get("exchanged_at")?,
        last_used_at: row.get("last_used_at")?,
        agreed: agreed.map(|text| serde_json::from_str(&text)).transpose()?,
        version: version
            .map(|version| number("version", version))
            .transpose()?,
        paused_at: row.get("paused_at")?,
        is_suspended: row.get("is_suspended")?,
        plugin: row.get("plugin_id")?,
        told: match told_at {
            Some(at) => Some(Told {
                at: rfc3339(at),
                status: status.map(|status| number("status", status)).transpose()?,
                failure,
            }),
            None => None,
        },
    })
}

fn number<T: TryFrom<i64>>(column: &'static str, number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| Error::Unknown(column, number.to_string()))
}
