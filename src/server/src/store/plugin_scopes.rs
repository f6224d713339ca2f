//! What a plugin may see and do, and when it last did.

use std::collections::BTreeMap;

use encaixe_api::id::{MemberId, PluginId};
use encaixe_api::plugin::ScopeUse;
use encaixe_protocol::scope::{AnyScope, Grants, Scope};

use super::engine::sql;
use super::{Error, For, Result, Row, Store, Write, Writer};
use crate::actor::Actor;
use crate::time::{self, HOUR, Millis, rfc3339};

/// What an enabled plugin may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enabled {
    /// What it holds.
    pub scopes: Grants,
    /// The member who registered it for themselves; none for a plugin of the workspace.
    pub owner: Option<MemberId>,
}

impl Store {
    /// What an enabled plugin may do; none when there is no such plugin.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enabled_plugin_scopes(&self, id: &PluginId) -> Result<Option<Enabled>> {
        let row = sql("SELECT scopes, owner FROM plugin WHERE id = $1 AND enabled")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Enabled {
            scopes: parse(row.get("scopes")?)?,
            owner: row.get("owner")?,
        }))
    }
}

impl Writer {
    /// Notes that a plugin called an app, at most once an hour, as far as it holds the app's scope.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_app_use(&self, id: &PluginId, app_id: &str) -> Result<()> {
        let used: Grants = std::iter::once(AnyScope::app(app_id)).collect();
        let find = || sql("SELECT * FROM plugin WHERE id = $1").bind(id);
        // Most calls are of an hour that is noted already, and have no write.
        let row = find().fetch_optional(&self.engine).await?;
        if noted(row.as_ref(), &used)?.is_none() {
            return Ok(());
        }
        let mut write = self.write(For::Nothing).await?;
        let row = find().fetch_optional(&mut write).await?;
        sql("UPDATE plugin SET scope_uses = COALESCE($2, scope_uses) WHERE id = $1")
            .bind(id)
            .bind(noted(row.as_ref(), &used)?)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(())
    }
}

fn noted(row: Option<&Row>, used: &Grants) -> Result<Option<String>> {
    let known = row.map(Known::read).transpose()?;
    Ok(known.and_then(|known| known.noted(used, time::now())))
}

/// Gives a plugin other scopes. What a program with a token asks for beyond those that are held waits for an admin; whatever else
/// was asked for before is forgotten.
pub(super) async fn change(write: &mut Write, id: &PluginId, wanted: &Grants) -> Result<()> {
    let held: Option<String> = sql("SELECT scopes FROM plugin WHERE id = $1")
        .bind(id)
        .read_optional(&mut *write)
        .await?;
    let Some(held) = held.map(parse).transpose()? else {
        return Ok(());
    };
    let now_held = match &write.actor {
        Actor::Token { .. } | Actor::Integration { .. } => held.and(wanted),
        Actor::Member { .. } | Actor::Plugin { .. } | Actor::CommandLine | Actor::System => {
            wanted.clone()
        }
    };
    sql("UPDATE plugin SET scopes = $2, scopes_requested = $3,
            scopes_since = COALESCE($4, scopes_since)
         WHERE id = $1")
    .bind(id)
    .bind(now_held.to_string())
    .bind((now_held != *wanted).then(|| wanted.to_string()))
    .bind((!held.covers(&now_held)).then(time::now))
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// What a plugin's row says of its scopes.
pub(super) struct Known {
    pub(super) held: Grants,
    pub(super) requested: Option<Grants>,
    pub(super) since: Millis,
    uses: BTreeMap<String, Millis>,
}

impl Known {
    pub(super) fn read(row: &Row) -> Result<Self> {
        let requested: Option<String> = row.get("scopes_requested")?;
        let uses: String = row.get("scope_uses")?;
        Ok(Self {
            held: parse(row.get("scopes")?)?,
            requested: requested.map(parse).transpose()?,
            since: row.get("scopes_since")?,
            uses: serde_json::from_str(&uses).map_err(|_| Error::Unknown("scope uses", uses))?,
        })
    }

    /// When each scope was last used: in the order of the list, then apps by their ids.
    pub(super) fn uses(&self) -> Vec<ScopeUse> {
        let named = Scope::EACH.iter().copied().map(AnyScope::Named);
        let apps = self.uses.keys().filter_map(|name| AnyScope::parse(name));
        let apps = apps.filter(|scope| scope.app_id().is_some());
        let used = named.chain(apps).filter_map(|scope| {
            let at = *self.uses.get(scope.as_str())?;
            Some(ScopeUse {
                scope,
                at: rfc3339(at),
            })
        });
        used.collect()
    }

    /// The text of all uses once these are noted too, each scope's at most once an hour; none when nothing changes.
    pub(super) fn noted(&self, used: &Grants, now: Millis) -> Option<String> {
        let mut uses = self.uses.clone();
        let named = Scope::EACH.iter().copied().map(AnyScope::Named);
        let apps = used.app_ids().map(AnyScope::app);
        for scope in named.chain(apps) {
            if used.has(&scope) && self.held.has(&scope) {
                let last = uses.entry(scope.as_str().to_owned()).or_default();
                if *last + HOUR <= now {
                    *last = now;
                }
            }
        }
        (uses != self.uses).then(|| serde_json::to_string(&uses).unwrap_or_default())
    }
}

pub(super) fn parse(names: String) -> Result<Grants> {
    Grants::parse(&names).ok_or(Error::Unknown("scopes", names))
}
