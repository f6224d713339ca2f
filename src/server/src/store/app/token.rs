//! The tokens of a connection: who renews them, and what the app gave.

use encaixe_api::app::ConnectionState;
use encaixe_api::id::ConnectionId;

use super::super::engine::sql;
use super::super::{For, Result, Writer};
use super::held::word;
use super::trial;
use crate::apps::oauth::Tokens;
use crate::event::AppEvent;
use crate::time::{self, Millis};
use crate::vault::APP_TOKENS;

impl Writer {
    /// Takes on itself to renew the tokens of that round, until then; whether it may. One does at a time, whatever processes there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_tokens(
        &self,
        id: &ConnectionId,
        round: i64,
        holder: &str,
        until: Millis,
    ) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let taken = sql(
            "UPDATE app_connection SET holder = $3, held_until = $4 WHERE id = $1 AND round = $2 AND held_until <= $5",
        )
        .bind(id)
        .bind(round)
        .bind(holder)
        .bind(until)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(taken > 0)
    }

    /// Keeps tokens that whoever took it on themselves renewed; whether they are still the one who does.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn keep_tokens(
        &self,
        id: &ConnectionId,
        holder: &str,
        tokens: &Tokens,
    ) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let text = serde_json::to_string(tokens)?;
        let sealed = write.seal(APP_TOKENS, id.as_str(), text.as_bytes())?;
        let kept = sql(
            "UPDATE app_connection SET tokens = $3, expires_at = $4, refreshed_at = $5, round = round + 1,
                holder = NULL, held_until = 0
             WHERE id = $1 AND holder = $2",
        )
        .bind(id)
        .bind(holder)
        .bind(sealed)
        .bind(tokens.expires_at)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(kept > 0)
    }

    /// Lets others renew the tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_tokens(&self, id: &ConnectionId, holder: &str) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql(
            "UPDATE app_connection SET holder = NULL, held_until = 0 WHERE id = $1 AND holder = $2",
        )
        .bind(id)
        .bind(holder)
        .execute(&mut write)
        .await?;
        write.commit().await
    }

    /// Keeps the tokens that an app gave once a person agreed; whether there is still such a connection.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn connect(&self, app: &str, id: &ConnectionId, tokens: &Tokens) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let text = serde_json::to_string(tokens)?;
        let sealed = write.seal(APP_TOKENS, id.as_str(), text.as_bytes())?;
        let kept: Option<Option<Millis>> = sql(
            "UPDATE app_connection SET tokens = $3, expires_at = $4, refreshed_at = $5, round = round + 1, holder = NULL,
                held_until = 0, state = CASE WHEN trial_until IS NULL THEN 'connected' ELSE state END, reason = NULL
             WHERE id = $1 AND app_id = $2 RETURNING trial_until",
        )
        .bind(id)
        .bind(app)
        .bind(sealed)
        .bind(tokens.expires_at)
        .bind(time::now())
        .read_optional(&mut write)
        .await?;
        // Of one that is only tried nobody is told.
        if kept == Some(None) {
            write.record(AppEvent::ConnectionConnected {
                app: app.to_owned(),
                connection: id.clone(),
            });
        }
        if kept.is_some() {
            write.commit().await?;
        }
        Ok(kept.is_some())
    }

    /// Notes that a connection does not fit its app's version in force, and why: it has to be connected again, whatever was agreed to. One
    /// that is only tried loses its tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unfit_connection(&self, app: &str, id: &ConnectionId, reason: &str) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let before: Option<(String, Option<Millis>)> =
            sql("SELECT state, trial_until FROM app_connection WHERE id = $1 AND app_id = $2")
                .bind(id)
                .bind(app)
                .read_optional(&mut write)
                .await?;
        let Some((before, trial)) = before else {
            return Ok(());
        };
        if trial.is_some() {
            trial::forget_tokens(&mut write, id, reason).await?;
            return write.commit().await;
        }
        sql("UPDATE app_connection SET state = 'reconnect', reason = $2 WHERE id = $1")
            .bind(id)
            .bind(reason)
            .execute(&mut write)
            .await?;
        if before != word(ConnectionState::Reconnect) {
            write.record(AppEvent::ConnectionBroken {
                app: app.to_owned(),
                connection: id.clone(),
            });
        }
        write.commit().await
    }
}
