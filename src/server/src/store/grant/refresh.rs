//! Refresh tokens: each is good once, and has one successor. Whoever comes with one again within the grace gets that successor; later it is
//! taken for stolen, and its family ends (RFC 9700, section 4.14).

use encaixe_api::id::IntegrationId;

use super::super::engine::sql;
use super::super::{Error, For, Result, Row, Store, Write, Writer, plugin_scopes};
use super::{Family, Pair, add_pair, revoke_family};
use crate::time::{self, Millis};

/// What follows from a refresh token by a key: the hashes of its successors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Successor {
    /// The SHA-256 of the refresh token.
    pub refresh: String,
    /// The SHA-256 of the access token.
    pub access: String,
}

/// What came of a refresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// The tokens are given.
    Done {
        /// Whose they are.
        family: Family,
        /// Which of the successors it is.
        which: usize,
        /// Until when the access token is good.
        access_until: Millis,
    },
    /// Its family was revoked, just now for its reuse or before.
    Revoked,
    /// It is too old.
    Expired,
    /// There is none, or it is another integration's.
    Unknown,
}

/// A refresh token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRefresh {
    /// Whose it is.
    pub family: Family,
    /// When it was given.
    pub since: Millis,
    /// Until when it is good.
    pub until: Millis,
    /// Whether it can be used now.
    pub is_good: bool,
}

impl Store {
    /// A refresh token, by its SHA-256.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_refresh(&self, hash: &str) -> Result<Option<KnownRefresh>> {
        let row = sql(
            "SELECT r.family_id, r.created_at, r.expires_at, r.used_at, f.installation_id, f.scopes, f.member_id, f.revoked_at
             FROM grant_refresh r JOIN grant_family f ON f.id = r.family_id WHERE r.id = $1",
        )
        .bind(hash)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let until = row.get("expires_at")?;
        let used: Option<Millis> = row.get("used_at")?;
        let revoked: Option<Millis> = row.get("revoked_at")?;
        Ok(Some(KnownRefresh {
            family: family(&row)?,
            since: row.get("created_at")?,
            until,
            is_good: used.is_none() && revoked.is_none() && until > time::now(),
        }))
    }
}

impl Writer {
    /// Gives the successors of a refresh token of an integration. `successors` follow from it by each key that there is, the current one
    /// first; `until` says how long refresh and access tokens are good that are given now. Used before, it gives the same again as long as
    /// the grace lasts, and ends its family after that. Each refresh leaves a row for as long as the token would have been good, by which
    /// reuse is known: so a family has a pace.
    ///
    /// # Errors
    /// When the database fails, or the family was refreshed too often; the token stays good then.
    pub async fn refresh_grant(
        &self,
        hash: &str,
        integration: &IntegrationId,
        successors: &[Successor],
        until: (Millis, Millis),
        grace: Millis,
    ) -> Result<Refreshed> {
        let mut write = self.write(For::Nothing).await?;
        let now = time::now();
        let row = sql(
            "SELECT r.family_id, r.expires_at, f.installation_id, f.scopes, f.member_id, f.revoked_at
             FROM grant_refresh r JOIN grant_family f ON f.id = r.family_id WHERE r.id = $1",
        )
        .bind(hash)
        .fetch_optional(&mut write)
        .await?;
        let Some(row) = row else {
            return Ok(Refreshed::Unknown);
        };
        let family = family(&row)?;
        if family.integration != *integration {
            return Ok(Refreshed::Unknown);
        }
        if row.get::<Option<Millis>>("revoked_at")?.is_some() {
            return Ok(Refreshed::Revoked);
        }
        if row.get::<Millis>("expires_at")? <= now {
            return Ok(Refreshed::Expired);
        }
        let first = sql("UPDATE grant_refresh SET used_at = $2 WHERE id = $1 AND used_at IS NULL")
            .bind(hash)
            .bind(now)
            .execute(&mut write)
            .await?;
        if first == 0 {
            let again = again(&mut write, hash, family, successors, now - grace, now).await?;
            write.commit().await?;
            return Ok(again);
        }
        let Some(successor) = successors.first() else {
            return Ok(Refreshed::Unknown);
        };
        let pace = self.refreshes.take(family.id.clone());
        pace.map_err(Error::TooOften)?;
        let (refresh_until, access_until) = until;
        let pair = Pair {
            refresh: &successor.refresh,
            refresh_until,
            access: &successor.access,
            access_until,
        };
        add_pair(&mut write, &family.id, &pair, now).await?;
        sql("UPDATE grant_family SET expires_at = $2 WHERE id = $1")
            .bind(&family.id)
            .bind(refresh_until)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(Refreshed::Done {
            family,
            which: 0,
            access_until,
        })
    }
}

/// What a token gives that was used before: what it gave then, if that was after `since`.
async fn again(
    write: &mut Write,
    hash: &str,
    family: Family,
    successors: &[Successor],
    since: Millis,
    now: Millis,
) -> Result<Refreshed> {
    let used: Option<i64> = sql("SELECT used_at FROM grant_refresh WHERE id = $1")
        .bind(hash)
        .read_one(&mut *write)
        .await?;
    if used.is_none_or(|used| used <= since) {
        revoke_family(write, &family.id, &family.integration, now).await?;
        return Ok(Refreshed::Revoked);
    }
    for (which, successor) in successors.iter().enumerate() {
        let until: Option<Millis> =
            sql("SELECT expires_at FROM grant_access WHERE id = $1 AND family_id = $2")
                .bind(&successor.access)
                .bind(&family.id)
                .read_optional(&mut *write)
                .await?;
        if let Some(access_until) = until {
            return Ok(Refreshed::Done {
                family,
                which,
                access_until,
            });
        }
    }
    // The key is gone by which it was given, or the access token was revoked by itself.
    Ok(Refreshed::Expired)
}

fn family(row: &Row) -> Result<Family> {
    Ok(Family {
        integration: row.get("installation_id")?,
        id: row.get("family_id")?,
        scopes: plugin_scopes::parse(row.get("scopes")?)?,
        member: row.get("member_id")?,
    })
}
