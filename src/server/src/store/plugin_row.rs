//! A plugin as its row has it.

use encaixe_api::id::MemberId;
use encaixe_api::plugin::{Audience, Plugin};

use super::plugin_state::last_state;
use super::{Error, Result, Row, plugin_scopes, signing_key};
use crate::time::rfc3339;

/// A plugin without what it lists.
pub(super) fn read(row: &Row) -> Result<Plugin> {
    let endpoint: String = row.get("endpoint")?;
    let audience: String = row.get("audience")?;
    let every_channel: bool = row.get("every_channel")?;
    let owner: Option<MemberId> = row.get("owner")?;
    let scopes = plugin_scopes::Known::read(row)?;
    Ok(Plugin {
        id: row.get("id")?,
        name: row.get("name")?,
        icon: row.get("icon")?,
        dev: owner.is_some() || endpoint.starts_with("http:"),
        endpoint,
        enabled: row.get("enabled")?,
        classic: row.get("classic")?,
        scope_uses: scopes.uses(),
        scopes: scopes.held,
        requested_scopes: scopes.requested,
        scopes_since: rfc3339(scopes.since),
        audience: Audience::parse(&audience).ok_or(Error::Unknown("audience", audience))?,
        groups: Vec::new(),
        members: Vec::new(),
        channels: (!every_channel).then(Vec::new),
        owner,
        integration: row.get("installation_id")?,
        auth_secret: row.get("auth_secret")?,
        proof_algorithm: signing_key::algorithm(row.get("proof_algorithm")?)?,
        last_state: last_state(row)?,
        created_at: rfc3339(row.get("created_at")?),
    })
}
