//! Codes: good once, for some minutes.

use encaixe_api::id::{IntegrationId, MemberId};
use encaixe_protocol::scope::Grants;

use super::super::engine::sql;
use super::super::{For, Result, Store, Write, Writer, plugin_scopes};
use super::{Family, Pair, add_pair, revoke_family};
use crate::event::IntegrationEvent;
use crate::random;
use crate::time::{self, Millis};

/// A code that somebody agreed to.
#[derive(Debug, Clone, Copy)]
pub struct NewCode<'a> {
    /// Its SHA-256.
    pub hash: &'a str,
    /// Whose it is.
    pub integration: &'a IntegrationId,
    /// What people call the integration.
    pub name: &'a str,
    /// What was agreed to.
    pub scopes: &'a Grants,
    /// Who agreed.
    pub member: &'a MemberId,
    /// The URI that it goes to.
    pub redirect: &'a str,
    /// Whether the exchange has to name that URI.
    pub is_redirect_due: bool,
    /// The challenge of PKCE, with S256.
    pub challenge: Option<&'a str>,
    /// Until when it is good.
    pub until: Millis,
}

/// What an exchange is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownCode {
    /// Whose it is.
    pub integration: IntegrationId,
    /// The URI that it went to.
    pub redirect: String,
    /// Whether the exchange has to name that URI.
    pub is_redirect_due: bool,
    /// The challenge of PKCE.
    pub challenge: Option<String>,
}

/// What came of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spent {
    /// The tokens are given.
    Done(Family),
    /// It was used before; what it gave is taken back.
    Used,
    /// It is too old, or there is none.
    Gone,
}

impl Store {
    /// What a code was made for, by its SHA-256, however old it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_code(&self, hash: &str) -> Result<Option<KnownCode>> {
        let row = sql(
            "SELECT installation_id, redirect, is_redirect_due, challenge FROM grant_code WHERE id = $1",
        )
        .bind(hash)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(KnownCode {
            integration: row.get("installation_id")?,
            redirect: row.get("redirect")?,
            is_redirect_due: row.get("is_redirect_due")?,
            challenge: row.get("challenge")?,
        }))
    }
}

impl Writer {
    /// Keeps a code, and that the integration was let in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_grant_code(&self, new: &NewCode<'_>) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        let now = time::now();
        sql(
            "INSERT INTO installation (id, name, member_id, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id,
                name = CASE WHEN installation.agreed IS NULL THEN excluded.name ELSE installation.name END",
        )
        .bind(new.integration)
        .bind(new.name)
        .bind(new.member)
        .bind(now)
        .execute(&mut write)
        .await?;
        insert_code(&mut write, new, now).await?;
        write.record(IntegrationEvent::IntegrationAllowed {
            integration: new.integration.clone(),
            name: new.name.to_owned(),
        });
        write.commit().await
    }

    /// Uses a code up for two tokens. What an earlier use gave is taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_grant_code(&self, hash: &str, pair: &Pair<'_>) -> Result<Spent> {
        let mut write = self.write(For::Nothing).await?;
        let now = time::now();
        let row = sql(
            "UPDATE grant_code SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2
             RETURNING installation_id, family_id, scopes, member_id",
        )
        .bind(hash)
        .bind(now)
        .fetch_optional(&mut write)
        .await?;
        let Some(row) = row else {
            let used: Option<(String, IntegrationId)> = sql(
                "SELECT family_id, installation_id FROM grant_code WHERE id = $1 AND used_at IS NOT NULL",
            )
            .bind(hash)
            .read_optional(&mut write)
            .await?;
            let Some((family, integration)) = used else {
                return Ok(Spent::Gone);
            };
            revoke_family(&mut write, &family, &integration, now).await?;
            write.commit().await?;
            return Ok(Spent::Used);
        };
        let family = Family {
            integration: row.get("installation_id")?,
            id: row.get("family_id")?,
            scopes: plugin_scopes::parse(row.get("scopes")?)?,
            member: row.get("member_id")?,
        };
        sql(
            "INSERT INTO grant_family (id, installation_id, scopes, member_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&family.id)
        .bind(&family.integration)
        .bind(family.scopes.to_string())
        .bind(&family.member)
        .bind(now)
        .bind(pair.refresh_until)
        .execute(&mut write)
        .await?;
        add_pair(&mut write, &family.id, pair, now).await?;
        sql("UPDATE installation SET exchanged_at = $2 WHERE id = $1 AND exchanged_at IS NULL")
            .bind(&family.integration)
            .bind(now)
            .execute(&mut write)
            .await?;
        write.record(IntegrationEvent::GrantExchanged {
            integration: family.integration.clone(),
        });
        write.commit().await?;
        Ok(Spent::Done(family))
    }
}

/// Keeps a code of an integration that was let in.
pub(in crate::store) async fn insert_code(
    write: &mut Write,
    new: &NewCode<'_>,
    now: Millis,
) -> Result<()> {
    sql(
        "INSERT INTO grant_code (id, installation_id, family_id, scopes, member_id, redirect, is_redirect_due, challenge, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.hash)
    .bind(new.integration)
    .bind(random::id()?)
    .bind(new.scopes.to_string())
    .bind(new.member)
    .bind(new.redirect)
    .bind(new.is_redirect_due)
    .bind(new.challenge)
    .bind(now)
    .bind(new.until)
    .execute(&mut *write)
    .await?;
    Ok(())
}
