//! Access tokens: by them programs of integrations ask the API.

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_protocol::scope::Grants;

use super::super::engine::sql;
use super::super::{For, Result, Store, plugin_scopes};
use super::Family;
use crate::actor::Actor;
use crate::time::{self, MINUTE, Millis};

/// Who asks by an access token, and what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The integration.
    pub integration: IntegrationId,
    /// What people call it.
    pub name: String,
    /// What was agreed to.
    pub scopes: Grants,
    /// Since when it is let in.
    pub since: Millis,
}

/// An access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAccess {
    /// Whose it is.
    pub family: Family,
    /// When it was given.
    pub since: Millis,
    /// Until when it is good.
    pub until: Millis,
}

impl Store {
    /// Who asks by the access token of a SHA-256, if it is good and its installation is stopped by nobody; the use is noted, to the minute.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_grant(&self, hash: &str) -> Result<Option<Held>> {
        let now = time::now();
        let row = sql(
            "SELECT i.id, i.name, i.created_at, i.last_used_at, f.scopes
             FROM grant_access a JOIN grant_family f ON f.id = a.family_id JOIN installation i ON i.id = f.installation_id
             WHERE a.id = $1 AND a.expires_at > $2 AND f.revoked_at IS NULL AND i.paused_at IS NULL AND NOT i.is_suspended",
        )
        .bind(hash)
        .bind(now)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let held = Held {
            integration: row.get("id")?,
            name: row.get("name")?,
            scopes: plugin_scopes::parse(row.get("scopes")?)?,
            since: row.get("created_at")?,
        };
        let minute = now / MINUTE * MINUTE;
        let used: Option<Millis> = row.get("last_used_at")?;
        if used.is_none_or(|used| used < minute) {
            let mut write = self.by(Actor::System).write(For::Nothing).await?;
            sql("UPDATE installation SET last_used_at = $2 WHERE id = $1")
                .bind(&held.integration)
                .bind(minute)
                .execute(&mut write)
                .await?;
            write.commit().await?;
        }
        Ok(Some(held))
    }

    /// An access token that is good, by its SHA-256.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_access(&self, hash: &str) -> Result<Option<KnownAccess>> {
        let row = sql(
            "SELECT a.family_id, a.created_at, a.expires_at, f.installation_id, f.scopes, f.member_id
             FROM grant_access a JOIN grant_family f ON f.id = a.family_id
             WHERE a.id = $1 AND a.expires_at > $2 AND f.revoked_at IS NULL",
        )
        .bind(hash)
        .bind(time::now())
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(KnownAccess {
            family: Family {
                integration: row.get("installation_id")?,
                id: row.get("family_id")?,
                scopes: plugin_scopes::parse(row.get("scopes")?)?,
                member: row.get::<MemberId>("member_id")?,
            },
            since: row.get("created_at")?,
            until: row.get("expires_at")?,
        }))
    }
}
