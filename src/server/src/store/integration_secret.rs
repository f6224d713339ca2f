//! What integrations show to be taken for themselves, sealed by the vault of the server.

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;

use super::engine::sql;
use super::integration::key;
use super::server::{ServerStore, ServerWrite};
use super::{Error, Result};
use crate::random;
use crate::time::{self, HOUR, Millis};
use crate::vault::{INTEGRATION_SECRET, MARK, Vault};

impl ServerStore {
    /// The secrets of an integration that are good now, the newest first. One that the server's vault does not open is left out, and said in
    /// the log.
    ///
    /// # Errors
    /// When the database fails, or there are secrets and the vault opens none of them: its program must not hear that it is another one.
    pub async fn integration_secrets(
        &self,
        id: &IntegrationId,
        vault: &Vault,
    ) -> Result<Vec<String>> {
        let found: Vec<(String, String)> = sql("SELECT id, secret FROM integration_secret
             WHERE integration_id = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY created_at DESC, id DESC")
        .bind(id)
        .bind(time::now())
        .read_all(&self.engine)
        .await?;
        let open = |(row, sealed): &(String, String)| {
            vault.open_text(INTEGRATION_SECRET, row, sealed).ok()
        };
        let secrets: Vec<String> = found.iter().filter_map(open).collect();
        if secrets.is_empty() && !found.is_empty() {
            return Err(Error::Closed(id.to_string()));
        }
        if secrets.len() < found.len() {
            tracing::warn!(
                "a secret of the integration {id} does not open with the key {}: put that key back, or make a new secret",
                vault.file().display()
            );
        }
        Ok(secrets)
    }

    /// The integrations of which a secret that is good does not open, by their names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn closed_integrations(&self, vault: &Vault) -> Result<Vec<String>> {
        let found: Vec<(String, String, String)> = sql("SELECT s.id, s.secret, i.name
             FROM integration_secret s JOIN integration i ON i.id = s.integration_id
             WHERE s.ends_at IS NULL OR s.ends_at > $1 ORDER BY i.name, s.id")
        .bind(time::now())
        .read_all(&self.engine)
        .await?;
        let is_closed = |(row, sealed, _): &(String, String, String)| {
            vault.open(INTEGRATION_SECRET, row, sealed).is_err()
        };
        let closed = found.into_iter().filter(is_closed);
        let mut names: Vec<String> = closed.map(|(_, _, name)| name).collect();
        names.dedup();
        Ok(names)
    }

    /// Gives a company's integration another secret, beside which the one before goes on for so many hours; whether there is one.
    ///
    /// # Errors
    /// When the database fails, or the vault's key cannot be used.
    pub async fn rotate_integration(
        &self,
        company: Option<&Slug>,
        id: &IntegrationId,
        secret: &str,
        hours: u32,
        vault: &Vault,
    ) -> Result<bool> {
        let mut write = self.begin().await?;
        let now = time::now();
        let done = sql("UPDATE integration SET updated_at = $3 WHERE id = $1 AND company = $2")
            .bind(id)
            .bind(key(company))
            .bind(now)
            .execute(&mut write)
            .await?;
        if done == 0 {
            return Ok(false);
        }
        // Of more than two the oldest goes.
        sql("DELETE FROM integration_secret WHERE integration_id = $1 AND ends_at IS NOT NULL")
            .bind(id)
            .execute(&mut write)
            .await?;
        sql("UPDATE integration_secret SET ends_at = $2 WHERE integration_id = $1")
            .bind(id)
            .bind(now + Millis::from(hours) * HOUR)
            .execute(&mut write)
            .await?;
        add_secret(&mut write, id, secret, vault, now).await?;
        write.commit().await?;
        Ok(true)
    }

    /// Seals every secret anew that another key than the vault's current one seals; how many. What does not open stays as it is:
    /// [`ServerStore::closed_integrations`] names it.
    ///
    /// It begins after the key was added, so that nobody seals with an earlier key behind its back: whoever seals does so within a write.
    ///
    /// # Errors
    /// When the database fails, or the vault's key cannot be used.
    pub async fn reseal(&self, vault: &Vault) -> Result<u64> {
        let mut write = self.begin().await?;
        let current = format!("{MARK}{}.%", vault.current_id()?);
        let rows: Vec<(String, String)> =
            sql("SELECT id, secret FROM integration_secret WHERE secret NOT LIKE $1 ORDER BY id")
                .bind(current)
                .read_all(&mut write)
                .await?;
        let mut count = 0;
        for (row, sealed) in rows {
            let Ok(secret) = vault.open(INTEGRATION_SECRET, &row, &sealed) else {
                continue;
            };
            sql("UPDATE integration_secret SET secret = $2 WHERE id = $1")
                .bind(&row)
                .bind(vault.seal(INTEGRATION_SECRET, &row, &secret)?)
                .execute(&mut write)
                .await?;
            count += 1;
        }
        write.commit().await?;
        Ok(count)
    }
}

/// Adds the newest secret of an integration.
pub(super) async fn add_secret(
    write: &mut ServerWrite,
    id: &IntegrationId,
    secret: &str,
    vault: &Vault,
    now: Millis,
) -> Result<()> {
    let row = random::id()?;
    sql("INSERT INTO integration_secret (id, integration_id, secret, created_at) VALUES ($1, $2, $3, $4)")
        .bind(&row)
        .bind(id)
        .bind(vault.seal(INTEGRATION_SECRET, &row, secret.as_bytes())?)
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(())
}
