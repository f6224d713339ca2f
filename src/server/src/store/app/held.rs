//! A connection as it lies in the database, with its secrets opened.

use std::fmt;

use encaixe_api::app::{ConnectionState, PingResult};
use encaixe_api::id::{ConnectionId, MemberId};

use super::super::engine::sql;
use super::super::{Error, Result, Row, Store, Write};
use crate::apps::Fields;
use crate::apps::oauth::Tokens;
use crate::time::{self, Millis};
use crate::vault::{APP_CREDENTIALS, APP_TOKENS, Vault};

/// A connection.
#[derive(Clone)]
pub struct Held {
    /// Its id.
    pub id: ConnectionId,
    /// Its app.
    pub app: String,
    /// What people call it.
    pub name: String,
    /// The key of its environment.
    pub environment: String,
    /// The values that addresses use.
    pub address: Fields,
    /// The other values; none where the vault's keys do not open them.
    pub secrets: Option<Fields>,
    /// What the app gave; none before it gave any, and where the vault's keys do not open it.
    pub tokens: Option<Tokens>,
    /// How it stands.
    pub state: ConnectionState,
    /// Why.
    pub reason: Option<String>,
    /// How often its tokens or values were written: whoever knows another number knows other ones.
    pub round: i64,
    /// When its access token ends.
    pub expires_at: Option<Millis>,
    /// When its tokens were written.
    pub refreshed_at: Option<Millis>,
    /// Until when it is only tried; none for one that is kept.
    pub trial_until: Option<Millis>,
    /// Until when somebody renews its tokens.
    pub held_until: Millis,
    /// What its last ping found.
    pub last_ping: Option<PingResult>,
    /// When it was made.
    pub created_at: Millis,
    /// By which member.
    pub created_by: Option<MemberId>,
    confirmed_host: Option<String>,
}

impl Held {
    /// All of its values.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let mut fields = self.address.clone();
        fields.extend(self.secrets.clone().unwrap_or_default());
        fields
    }

    /// Whether it has what calls need, or had it once.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.state != ConnectionState::Pending || self.tokens.is_some()
    }

    /// The host that somebody typed and confirmed.
    #[must_use]
    pub fn confirmed_host(&self) -> Option<&str> {
        self.confirmed_host.as_deref()
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Held({} of {}, {:?})", self.id, self.app, self.state)
    }
}

impl Store {
    /// An app's connections that are kept, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn connections(&self, app: &str) -> Result<Vec<Held>> {
        let rows = sql(
            "SELECT * FROM app_connection WHERE app_id = $1 AND trial_until IS NULL ORDER BY created_at, id",
        )
            .bind(app)
            .fetch_all(&self.engine)
            .await?;
        rows.iter().map(|row| read(row, &self.vault)).collect()
    }

    /// One connection of an app, also one that is tried as long as it may be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn connection(&self, app: &str, id: &ConnectionId) -> Result<Option<Held>> {
        let row = sql(
            "SELECT * FROM app_connection WHERE id = $1 AND app_id = $2 AND (trial_until IS NULL OR trial_until > $3)",
        )
            .bind(id)
            .bind(app)
            .bind(time::now())
            .fetch_optional(&self.engine)
            .await?;
        row.map(|row| read(&row, &self.vault)).transpose()
    }

    /// The connection that calls of an app take which name none: the oldest that is connected.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn default_connection(&self, app: &str) -> Result<Option<Held>> {
        let row = sql(
            "SELECT * FROM app_connection WHERE app_id = $1 AND state = 'connected' AND trial_until IS NULL
             ORDER BY created_at, id LIMIT 1",
        )
        .bind(app)
        .fetch_optional(&self.engine)
        .await?;
        row.map(|row| read(&row, &self.vault)).transpose()
    }

    /// Connected ones whose tokens were last written before that time, the longest ago first: the app and the id of each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stale_connections(
        &self,
        before: Millis,
        most: u32,
    ) -> Result<Vec<(String, ConnectionId)>> {
        Ok(sql(
            "SELECT app_id, id FROM app_connection WHERE refreshed_at < $1 AND state = 'connected' AND trial_until IS NULL
             ORDER BY refreshed_at LIMIT $2",
        )
        .bind(before)
        .bind(most)
        .read_all(&self.engine)
        .await?)
    }
}

/// An app's connections within a write.
pub(super) async fn all(write: &mut Write, app: &str) -> Result<Vec<Held>> {
    let vault = write.vault.clone();
    let rows = sql("SELECT * FROM app_connection WHERE app_id = $1 ORDER BY created_at, id")
        .bind(app)
        .fetch_all(&mut *write)
        .await?;
    rows.iter().map(|row| read(row, &vault)).collect()
}

/// The word of a state in the database.
pub(super) const fn word(state: ConnectionState) -> &'static str {
    match state {
        ConnectionState::Pending => "pending",
        ConnectionState::Connected => "connected",
        ConnectionState::Reconnect => "reconnect",
    }
}

fn read(row: &Row, vault: &Vault) -> Result<Held> {
    let id: ConnectionId = row.get("id")?;
    let state: String = row.get("state")?;
    let state = match state.as_str() {
        "pending" => ConnectionState::Pending,
        "connected" => ConnectionState::Connected,
        "reconnect" => ConnectionState::Reconnect,
        _ => return Err(Error::Unknown("state", state)),
    };
    let open = |column, name: &str| -> Result<Option<String>> {
        let sealed: Option<String> = row.get(name)?;
        Ok(sealed.and_then(|sealed| vault.open_text(column, id.as_str(), &sealed).ok()))
    };
    let secrets = open(APP_CREDENTIALS, "credentials")?;
    let tokens = open(APP_TOKENS, "tokens")?;
    let last_ping: Option<String> = row.get("last_ping")?;
    Ok(Held {
        app: row.get("app_id")?,
        name: row.get("name")?,
        environment: row.get("environment")?,
        address: serde_json::from_str(&row.get::<String>("address")?)?,
        secrets: secrets
            .map(|text| serde_json::from_str(&text))
            .transpose()?,
        tokens: tokens.map(|text| serde_json::from_str(&text)).transpose()?,
        state,
        reason: row.get("reason")?,
        round: row.get("round")?,
        expires_at: row.get("expires_at")?,
        refreshed_at: row.get("refreshed_at")?,
        trial_until: row.get("trial_until")?,
        held_until: row.get("held_until")?,
        last_ping: last_ping
            .map(|text| serde_json::from_str(&text))
            .transpose()?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        confirmed_host: row.get("confirmed_host")?,
        id,
    })
}
