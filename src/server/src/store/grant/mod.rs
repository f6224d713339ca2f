//! What programs of integrations were given: codes, and families of refresh and access tokens, all as hashes alone.
//!
//! Each statement that takes something decides by itself who gets it, so that of many who come at once one does.

mod access;
mod code;
mod installation;
mod refresh;
mod registered;
mod revoke;

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_protocol::scope::Grants;

use super::engine::sql;
use super::{Result, Write};
use crate::event::IntegrationEvent;
use crate::time::Millis;

pub use self::access::{Held, KnownAccess};
pub(super) use self::code::insert_code;
pub use self::code::{KnownCode, NewCode, Spent};
pub(super) use self::installation::sweep;
pub use self::refresh::{KnownRefresh, Refreshed, Successor};

/// What is kept of two tokens that are given together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'a> {
    /// The SHA-256 of the refresh token.
    pub refresh: &'a str,
    /// Until when it is good.
    pub refresh_until: Millis,
    /// The SHA-256 of the access token.
    pub access: &'a str,
    /// Until when it is good.
    pub access_until: Millis,
}

/// Whose tokens a family has, and what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The integration.
    pub integration: IntegrationId,
    /// Which family it is.
    pub id: String,
    /// What was agreed to.
    pub scopes: Grants,
    /// Who agreed.
    pub member: MemberId,
}

async fn add_pair(write: &mut Write, family: &str, pair: &Pair<'_>, now: Millis) -> Result<()> {
    sql(
        "INSERT INTO grant_refresh (id, family_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(pair.refresh)
    .bind(family)
    .bind(now)
    .bind(pair.refresh_until)
    .execute(&mut *write)
    .await?;
    sql("INSERT INTO grant_access (id, family_id, created_at, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(pair.access)
        .bind(family)
        .bind(now)
        .bind(pair.access_until)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// Takes back all tokens of a family, unless that was done before.
async fn revoke_family(
    write: &mut Write,
    family: &str,
    integration: &IntegrationId,
    now: Millis,
) -> Result<()> {
    let done = sql("UPDATE grant_family SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
        .bind(family)
        .bind(now)
        .execute(&mut *write)
        .await?;
    if done > 0 {
        sql("DELETE FROM grant_access WHERE family_id = $1")
            .bind(family)
            .execute(&mut *write)
            .await?;
        write.record(IntegrationEvent::GrantRevoked {
            integration: integration.clone(),
        });
    }
    Ok(())
}
