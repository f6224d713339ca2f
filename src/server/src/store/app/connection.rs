//! Connections are made, changed, pinged and removed.

use std::fmt;

use encaixe_api::app::{ConnectionState, PingResult};
use encaixe_api::id::{ConnectionId, MemberId};

use super::super::engine::sql;
use super::super::{For, Outcome, Refusal, Result, Writer};
use super::held::word;
use super::trial;
use crate::apps::Fields;
use crate::apps::oauth::Tokens;
use crate::event::{AppEvent, Changed};
use crate::random;
use crate::time::{self, Millis};
use crate::vault::{APP_CREDENTIALS, APP_TOKENS};

/// A connection to be made: checked by the caller.
pub struct NewConnected<'a> {
    /// Its app.
    pub app: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// The key of its environment.
    pub environment: &'a str,
    /// The values that addresses use.
    pub address: &'a Fields,
    /// The other values.
    pub secrets: &'a Fields,
    /// The host that somebody typed and confirmed.
    pub confirmed_host: Option<&'a str>,
    /// How it stands.
    pub state: ConnectionState,
    /// What the app gave already.
    pub tokens: Option<&'a Tokens>,
    /// Until when it is only tried; none for one that is kept at once.
    pub trial_until: Option<Millis>,
    /// Which member makes it.
    pub by: Option<&'a MemberId>,
}

/// What of a connection changes: checked by the caller.
pub struct Patched<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// All of its values, and how it stands with them.
    pub fields: Option<(&'a Fields, &'a Fields, ConnectionState)>,
    /// The names of the values that change.
    pub changed: &'a [String],
    /// What the app gave for them.
    pub tokens: Option<&'a Tokens>,
}

impl fmt::Debug for NewConnected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewConnected({} of {})", self.name, self.app)
    }
}

impl fmt::Debug for Patched<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Patched({:?}, {:?})", self.name, self.changed)
    }
}

impl Writer {
    /// Makes a connection.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn add_connection(&self, new: &NewConnected<'_>) -> Result<Outcome<ConnectionId>> {
        let mut write = self.write(For::Workspace).await?;
        let known: Option<String> = sql("SELECT id FROM app WHERE id = $1")
            .bind(new.app)
            .read_optional(&mut write)
            .await?;
        if known.is_none() {
            return Ok(Err(Refusal::NotFound("app")));
        }
        let id = ConnectionId::new(random::id()?);
        let secrets = serde_json::to_string(new.secrets)?;
        let secrets = write.seal(APP_CREDENTIALS, id.as_str(), secrets.as_bytes())?;
        let tokens = match new.tokens {
            Some(tokens) => {
                let text = serde_json::to_string(tokens)?;
                Some(write.seal(APP_TOKENS, id.as_str(), text.as_bytes())?)
            }
            None => None,
        };
        let now = time::now();
        if new.trial_until.is_some() {
            trial::forget(&mut write, now).await?;
        }
        sql(
            "INSERT INTO app_connection (id, app_id, name, environment, address, confirmed_host, credentials, tokens, state,
                expires_at, refreshed_at, created_at, created_by, trial_until)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(&id)
        .bind(new.app)
        .bind(new.name)
        .bind(new.environment)
        .bind(serde_json::to_string(new.address)?)
        .bind(new.confirmed_host)
        .bind(secrets)
        .bind(tokens)
        .bind(word(new.state))
        .bind(new.tokens.and_then(|tokens| tokens.expires_at))
        .bind(new.tokens.map(|_| now))
        .bind(now)
        .bind(new.by)
        .bind(new.trial_until)
        .execute(&mut write)
        .await?;
        if new.trial_until.is_none() {
            write.record(AppEvent::ConnectionCreated {
                app: new.app.to_owned(),
                connection: id.clone(),
            });
        }
        write.commit().await?;
        Ok(Ok(id))
    }

    /// Changes a connection. Other values end what was known of it: its tokens, its last ping, and the reason why it did not work.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn patch_connection(
        &self,
        app: &str,
        id: &ConnectionId,
        patch: &Patched<'_>,
    ) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        let before: Option<(String, Option<Millis>)> =
            sql("SELECT name, trial_until FROM app_connection WHERE id = $1 AND app_id = $2")
                .bind(id)
                .bind(app)
                .read_optional(&mut write)
                .await?;
        let Some((before, trial)) = before else {
            return Ok(Err(Refusal::NotFound("connection")));
        };
        let mut what = Changed::default();
        if let Some(name) = patch.name {
            what = what.with("name", before != name);
            sql("UPDATE app_connection SET name = $2 WHERE id = $1")
                .bind(id)
                .bind(name)
                .execute(&mut write)
                .await?;
        }
        if let Some((address, secrets, state)) = patch.fields {
            let secrets = serde_json::to_string(secrets)?;
            let secrets = write.seal(APP_CREDENTIALS, id.as_str(), secrets.as_bytes())?;
            let tokens = match patch.tokens {
                Some(tokens) => {
                    let text = serde_json::to_string(tokens)?;
                    Some(write.seal(APP_TOKENS, id.as_str(), text.as_bytes())?)
                }
                None => None,
            };
            sql(
                "UPDATE app_connection SET address = $2, credentials = $3,
                    state = CASE WHEN trial_until IS NULL THEN $4 ELSE 'pending' END, reason = NULL, last_ping = NULL,
                    tokens = $5, expires_at = $6, refreshed_at = $7, round = round + 1, holder = NULL, held_until = 0
                 WHERE id = $1",
            )
            .bind(id)
            .bind(serde_json::to_string(address)?)
            .bind(secrets)
            .bind(word(state))
            .bind(tokens)
            .bind(patch.tokens.and_then(|tokens| tokens.expires_at))
            .bind(patch.tokens.map(|_| time::now()))
            .execute(&mut write)
            .await?;
            what.fields.extend_from_slice(patch.changed);
        }
        if trial.is_none() {
            write.record(AppEvent::ConnectionChanged {
                app: app.to_owned(),
                connection: id.clone(),
                what,
            });
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Removes a connection with what is known of its calls.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_connection(&self, app: &str, id: &ConnectionId) -> Result<Outcome<()>> {
        let mut write = self.write(For::Workspace).await?;
        let gone: Option<(String, Option<Millis>)> = sql(
            "DELETE FROM app_connection WHERE id = $1 AND app_id = $2 RETURNING name, trial_until",
        )
        .bind(id)
        .bind(app)
        .read_optional(&mut write)
        .await?;
        let Some((name, trial)) = gone else {
            return Ok(Err(Refusal::NotFound("connection")));
        };
        if trial.is_none() {
            write.record(AppEvent::ConnectionRemoved {
                app: app.to_owned(),
                connection: id.clone(),
                name,
            });
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Keeps what a ping found; one that passed, with the values of that round, mends a connection that had to be connected again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_ping(
        &self,
        app: &str,
        id: &ConnectionId,
        result: &PingResult,
        mends: Option<i64>,
    ) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        let kept: Option<Option<Millis>> =
            sql("UPDATE app_connection SET last_ping = $2 WHERE id = $1 RETURNING trial_until")
                .bind(id)
                .bind(serde_json::to_string(result)?)
                .read_optional(&mut write)
                .await?;
        let mended = sql(
            "UPDATE app_connection SET state = 'connected', reason = NULL
             WHERE id = $1 AND round = $2 AND state = 'reconnect'",
        )
        .bind(id)
        .bind(mends)
        .execute(&mut write)
        .await?;
        // Nobody but who tries one hears of it.
        if kept == Some(None) {
            write.record(AppEvent::ConnectionPinged {
                app: app.to_owned(),
                connection: id.clone(),
            });
        }
        if mended > 0 {
            write.record(AppEvent::ConnectionConnected {
                app: app.to_owned(),
                connection: id.clone(),
            });
        }
        write.commit().await
    }

    /// Notes that a connection's credentials of that round are no longer taken; whether it was connected with them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn break_connection(
        &self,
        app: &str,
        id: &ConnectionId,
        round: i64,
        reason: &str,
    ) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let broken = sql(
            "UPDATE app_connection SET state = 'reconnect', reason = $3, holder = NULL, held_until = 0
             WHERE id = $1 AND round = $2 AND state = 'connected'",
        )
        .bind(id)
        .bind(round)
        .bind(reason)
        .execute(&mut write)
        .await?;
        if broken > 0 {
            write.record(AppEvent::ConnectionBroken {
                app: app.to_owned(),
                connection: id.clone(),
            });
            write.commit().await?;
        }
        Ok(broken > 0)
    }
}
