//! What a plugin may see and do, and when it last did.

use std::collections::BTreeMap;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::ScopeUse;
use encaixe_protocol::scope::{Scope, Scopes};

use super::engine::sql;
use super::{Error, Result, Row, Store, Write};
use crate::actor::Actor;
use crate::time::{self, HOUR, Millis, rfc3339};

impl Store {
    /// What an enabled plugin holds; none when there is no such plugin.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enabled_plugin_scopes(&self, id: &PluginId) -> Result<Option<Scopes>> {
        let held: Option<String> = sql("SELECT scopes FROM plugin WHERE id = $1 AND enabled")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        held.map(parse).transpose()
    }
}

/// Gives a plugin other scopes. What a program with a token asks for beyond those that are held waits for an admin; whatever else
/// was asked for before is forgotten.
pub(super) async fn change(write: &mut Write, id: &PluginId, wanted: Scopes) -> Result<()> {
    let held: Option<String> = sql("SELECT scopes FROM plugin WHERE id = $1")
        .bind(id)
        .read_optional(&mut *write)
        .await?;
    let Some(held) = held.map(parse).transpose()? else {
        return Ok(());
    };
    let now_held = match &write.actor {
        Actor::Token { .. } => held.and(wanted),
        Actor::Member { .. } | Actor::Plugin { .. } | Actor::CommandLine | Actor::System => wanted,
    };
    sql("UPDATE plugin SET scopes = $2, scopes_requested = $3,
            scopes_since = COALESCE($4, scopes_since)
         WHERE id = $1")
    .bind(id)
    .bind(now_held.to_string())
    .bind((now_held != wanted).then(|| wanted.to_string()))
    .bind((!held.covers(now_held)).then(time::now))
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// What a plugin's row says of its scopes.
pub(super) struct Known {
    pub(super) held: Scopes,
    pub(super) requested: Option<Scopes>,
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

    /// When each scope was last used, in the order of the list.
    pub(super) fn uses(&self) -> Vec<ScopeUse> {
        let at = |scope: &Scope| self.uses.get(scope.as_str()).copied();
        let used = Scope::EACH
            .iter()
            .filter_map(|scope| Some((*scope, at(scope)?)));
        used.map(|(scope, at)| ScopeUse {
            scope,
            at: rfc3339(at),
        })
        .collect()
    }

    /// The text of all uses once these are noted too, each scope's at most once an hour; none when nothing changes.
    pub(super) fn noted(&self, used: Scopes, now: Millis) -> Option<String> {
        let mut uses = self.uses.clone();
        for scope in Scope::EACH
            .iter()
            .filter(|one| used.and(self.held).has(**one))
        {
            let last = uses.entry(scope.as_str().to_owned()).or_default();
            if *last + HOUR <= now {
                *last = now;
            }
        }
        (uses != self.uses).then(|| serde_json::to_string(&uses).unwrap_or_default())
    }
}

fn parse(names: String) -> Result<Scopes> {
    Scopes::parse(&names).ok_or(Error::Unknown("scopes", names))
}
