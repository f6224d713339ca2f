//! Connections that are only tried: they go by themselves unless somebody keeps them, and nobody but who tries them hears of them.

use encaixe_api::id::ConnectionId;

use super::super::engine::sql;
use super::super::{For, Result, Write, Writer};
use crate::event::AppEvent;
use crate::time::{self, Millis};

impl Writer {
    /// Keeps a connection that was tried, where the app gave its tokens; one that is kept already stays as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_connection(&self, app: &str, id: &ConnectionId) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let kept = sql(
            "UPDATE app_connection SET trial_until = NULL, state = 'connected'
             WHERE id = $1 AND app_id = $2 AND trial_until > $3 AND tokens IS NOT NULL",
        )
        .bind(id)
        .bind(app)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        if kept > 0 {
            let (app, connection) = (app.to_owned(), id.clone());
            write.record(AppEvent::ConnectionCreated {
                app: app.clone(),
                connection: connection.clone(),
            });
            write.record(AppEvent::ConnectionConnected { app, connection });
            write.commit().await?;
        }
        Ok(())
    }

    /// Forgets connections that were tried until before that time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_trials(&self, now: Millis) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        forget(&mut write, now).await?;
        write.commit().await
    }
}

/// Forgets those that were tried until before that time.
pub(super) async fn forget(write: &mut Write, now: Millis) -> Result<()> {
    sql("DELETE FROM app_connection WHERE trial_until <= $1")
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// Has nobody agreed to one any more, and says why.
pub(super) async fn forget_tokens(
    write: &mut Write,
    id: &ConnectionId,
    reason: &str,
) -> Result<()> {
    sql(
        "UPDATE app_connection SET tokens = NULL, expires_at = NULL, refreshed_at = NULL, reason = $2, last_ping = NULL
         WHERE id = $1",
    )
    .bind(id)
    .bind(reason)
    .execute(&mut *write)
    .await?;
    Ok(())
}
