//! Taking tokens back (RFC 7009).

use encaixe_api::id::IntegrationId;

use super::super::engine::sql;
use super::super::{For, Result, Writer};
use super::revoke_family;
use crate::event::IntegrationEvent;
use crate::time;

impl Writer {
    /// Takes back all tokens that came with a refresh token of an integration.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_grant(&self, family: &str, integration: &IntegrationId) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        revoke_family(&mut write, family, integration, time::now()).await?;
        write.commit().await
    }

    /// Takes back one access token, by its SHA-256; the refresh token stays good.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_access(&self, hash: &str, integration: &IntegrationId) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        let done = sql("DELETE FROM grant_access WHERE id = $1")
            .bind(hash)
            .execute(&mut write)
            .await?;
        if done > 0 {
            write.record(IntegrationEvent::GrantRevoked {
                integration: integration.clone(),
            });
        }
        write.commit().await
    }
}
