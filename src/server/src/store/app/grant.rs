//! Round trips to an app's page, on which a person agrees: each is good once, in the browser that asked, for some minutes.

use std::fmt;

use encaixe_api::descriptor::Descriptor;
use encaixe_api::id::ConnectionId;

use super::super::engine::sql;
use super::super::{For, Outcome, Refusal, Result, Store, Writer};
use crate::actor::Actor;
use crate::time::{self, Millis};
use crate::vault::APP_VERIFIER;

/// A round trip that begins.
pub struct NewGrant<'a> {
    /// The SHA-256 of its state.
    pub state: &'a str,
    /// The SHA-256 of the browser's cookie.
    pub browser: &'a str,
    /// For which connection.
    pub connection: &'a ConnectionId,
    /// What proves that we asked (RFC 7636).
    pub verifier: &'a str,
    /// Until when it is good.
    pub expires_at: Millis,
}

/// A round trip that came back.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// The connection's app.
    pub app: String,
    /// For which connection.
    pub connection: ConnectionId,
    /// What proves that we asked.
    pub verifier: String,
    /// Who began it.
    pub actor: Actor,
    /// Until when it was good.
    pub expires_at: Millis,
}

impl fmt::Debug for NewGrant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewGrant({})", self.connection)
    }
}

impl fmt::Debug for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Grant({})", self.connection)
    }
}

impl Store {
    /// What an app's version said that was in force at that time, without its secrets; none where there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app_descriptor_at(&self, app: &str, at: Millis) -> Result<Option<Descriptor>> {
        let text: Option<String> = sql(
            "SELECT descriptor FROM app_version WHERE app_id = $1 AND created_at <= $2 ORDER BY number DESC LIMIT 1",
        )
        .bind(app)
        .bind(at)
        .read_optional(&self.engine)
        .await?;
        Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
    }
}

impl Writer {
    /// Notes a round trip, and forgets those that are too old.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn begin_grant(&self, new: &NewGrant<'_>) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql("DELETE FROM app_grant WHERE expires_at <= $1")
            .bind(time::now())
            .execute(&mut write)
            .await?;
        let verifier = write.seal(APP_VERIFIER, new.state, new.verifier.as_bytes())?;
        let actor = serde_json::to_string(&write.actor)?;
        sql(
            "INSERT INTO app_grant (id, browser, connection_id, verifier, actor, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(new.state)
        .bind(new.browser)
        .bind(new.connection)
        .bind(verifier)
        .bind(actor)
        .bind(new.expires_at)
        .execute(&mut write)
        .await?;
        write.commit().await
    }

    /// Uses a round trip up, by the SHA-256 of its state; `browsers` are those of the cookies that came. One that comes in another
    /// browser stays as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_grant(&self, state: &str, browsers: &[String]) -> Result<Outcome<Grant>> {
        let mut write = self.write(For::Nothing).await?;
        let row = sql(
            "SELECT app_grant.browser, app_grant.connection_id, app_grant.verifier, app_grant.actor, app_grant.expires_at,
                app_connection.app_id
             FROM app_grant JOIN app_connection ON app_connection.id = app_grant.connection_id WHERE app_grant.id = $1",
        )
        .bind(state)
        .fetch_optional(&mut write)
        .await?;
        let Some(row) = row else {
            return Ok(Err(Refusal::NotFound("round trip")));
        };
        if !browsers.contains(&row.get::<String>("browser")?) {
            return Ok(Err(Refusal::OtherBrowser));
        }
        sql("DELETE FROM app_grant WHERE id = $1")
            .bind(state)
            .execute(&mut write)
            .await?;
        let verifier: String = row.get("verifier")?;
        let verifier = write.vault.open_text(APP_VERIFIER, state, &verifier).ok();
        let grant = Grant {
            app: row.get("app_id")?,
            connection: row.get("connection_id")?,
            actor: serde_json::from_str(&row.get::<String>("actor")?)?,
            verifier: verifier.clone().unwrap_or_default(),
            expires_at: row.get("expires_at")?,
        };
        let is_old = grant.expires_at <= time::now();
        write.commit().await?;
        Ok(if is_old || verifier.is_none() {
            Err(Refusal::LinkExpired)
        } else {
            Ok(grant)
        })
    }
}
