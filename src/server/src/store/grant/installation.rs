//! Installations: which integrations were let in.

use encaixe_api::id::IntegrationId;

use super::super::engine::sql;
use super::super::installation::take_out;
use super::super::{For, Result, Store, Write, Writer};
use crate::event::IntegrationEvent;
use crate::time::{DAY, Millis};

/// For how long a code is known that is over: whoever comes with it again ends what it gave.
const CODES: Millis = 30 * DAY;

impl Writer {
    /// Takes an integration out, with its page, its codes and all its tokens; whether it was let in. `deleted` is what it was called, where this
    /// company made it and removed it just now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_installation(
        &self,
        integration: &IntegrationId,
        deleted: Option<&str>,
    ) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        if let Some(name) = deleted {
            write.record(IntegrationEvent::IntegrationDeleted {
                integration: integration.clone(),
                name: name.to_owned(),
            });
        }
        let was_let_in = take_out(&mut write, integration).await?.is_some();
        write.commit().await?;
        Ok(was_let_in)
    }
}

impl Store {
    /// The integrations that were let in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installations(&self) -> Result<Vec<IntegrationId>> {
        let found = sql("SELECT id FROM installation ORDER BY id").read_all(&self.engine);
        Ok(found.await?)
    }
}

/// Forgets codes, clicks and tokens that are over. Revoked families stay as long as they would have been good, so that whoever comes is told so.
pub(in crate::store) async fn sweep(write: &mut Write, now: Millis) -> Result<()> {
    sql("DELETE FROM grant_code WHERE expires_at < $1")
        .bind(now - CODES)
        .execute(&mut *write)
        .await?;
    sql("DELETE FROM install_click WHERE expires_at < $1")
        .bind(now - DAY)
        .execute(&mut *write)
        .await?;
    sql("DELETE FROM grant_access WHERE expires_at < $1")
        .bind(now)
        .execute(&mut *write)
        .await?;
    sql("DELETE FROM grant_refresh WHERE expires_at < $1")
        .bind(now)
        .execute(&mut *write)
        .await?;
    sql("DELETE FROM grant_family WHERE expires_at < $1")
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(())
}
