//! What an endpoint's deliveries are signed with. The newest has no end; the one before signs beside it until it expires.

use encaixe_api::id::EndpointId;

use super::super::engine::sql;
use super::super::{For, Result, Store, Write, Writer};
use crate::delivery::sign::Secret;
use crate::event::WebhookEvent;
use crate::random;
use crate::time::{self, HOUR, Millis};
use crate::vault::WEBHOOK_SECRET;

/// A secret that signs now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// It; none where the vault's keys do not open it.
    pub secret: Option<Secret>,
    /// Until when it signs; none for the newest.
    pub until: Option<Millis>,
}

impl Store {
    /// An endpoint's secrets that sign now, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn endpoint_secrets(&self, id: &EndpointId) -> Result<Vec<Kept>> {
        let rows: Vec<(String, String, Option<Millis>)> =
            sql("SELECT id, secret, expires_at FROM webhook_secret
             WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > $2)
             ORDER BY expires_at IS NOT NULL, created_at DESC, id DESC")
            .bind(id)
            .bind(time::now())
            .read_all(&self.engine)
            .await?;
        let kept = rows.into_iter().map(|(id, sealed, until)| {
            let text = self.vault.open_text(WEBHOOK_SECRET, &id, &sealed).ok();
            let secret = text.and_then(|text| Secret::parse(&text).ok());
            Kept { secret, until }
        });
        Ok(kept.collect())
    }
}

impl Writer {
    /// Gives an endpoint another secret; whether there is such an endpoint. The one before signs beside it for that many hours; those
    /// before that one are over.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn rotate_endpoint(&self, id: &EndpointId, hours: u32) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let known: Option<String> = sql("SELECT id FROM webhook_endpoint WHERE id = $1")
            .bind(id)
            .read_optional(&mut write)
            .await?;
        if known.is_none() {
            return Ok(false);
        }
        sql("DELETE FROM webhook_secret WHERE endpoint_id = $1 AND (expires_at IS NOT NULL OR $2 = 0)")
            .bind(id)
            .bind(i64::from(hours))
            .execute(&mut write)
            .await?;
        sql("UPDATE webhook_secret SET expires_at = $2 WHERE endpoint_id = $1")
            .bind(id)
            .bind(time::now() + Millis::from(hours) * HOUR)
            .execute(&mut write)
            .await?;
        insert(&mut write, id).await?;
        write.record(WebhookEvent::WebhookSecretRotated {
            endpoint: id.clone(),
        });
        write.commit().await?;
        Ok(true)
    }
}

pub(super) async fn insert(write: &mut Write, endpoint: &EndpointId) -> Result<Secret> {
    let id = random::id()?;
    let secret = Secret::new()?;
    let sealed = write.seal(WEBHOOK_SECRET, &id, secret.text().as_bytes())?;
    sql("INSERT INTO webhook_secret (id, endpoint_id, secret, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(endpoint)
        .bind(sealed)
        .bind(time::now())
        .execute(&mut *write)
        .await?;
    Ok(secret)
}
