//! Apps: what their descriptors say, who we are to them, their connections and the calls made by those.

mod call;
mod connection;
mod grant;
mod held;
mod hide;
mod token;
mod trial;
mod upload;

use encaixe_api::app::Problem;
use encaixe_api::descriptor::Descriptor;
use encaixe_api::id::MemberId;

use super::engine::sql;
use super::{Result, Row, Store};
use crate::time::Millis;
use crate::vault::{APP_CLIENT_SECRET, APP_DESCRIPTOR, Vault};

pub use self::call::{Called, MOST_CALLS};
pub use self::connection::{NewConnected, Patched};
pub use self::grant::{Grant, NewGrant};
pub use self::held::Held;
pub(super) use self::hide::hide_secrets;
pub use self::upload::{Upload, Uploaded};

/// An app with the version that is in force.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its `app_id`.
    pub id: String,
    /// The version, as it was written or the hash of its files.
    pub version: String,
    /// What its descriptor says: for the server alone, since there may be secrets in it. The client's is not.
    pub descriptor: Descriptor,
    /// The same without secrets.
    pub shown: Descriptor,
    /// Whether there is a script.
    pub has_script: bool,
    /// What is only unwise in its files.
    pub warnings: Vec<Problem>,
    /// Who we are to it; none while there is only a placeholder.
    pub client_id: Option<String>,
    /// Whether there is a secret that goes with it.
    pub has_secret: bool,
    /// How many connections there are.
    pub connections: u32,
    /// When this version came.
    pub uploaded_at: Millis,
    /// Which member uploaded it.
    pub uploaded_by: Option<MemberId>,
}

/// The files of the version in force, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// The text of `lib/app.json`.
    pub text: String,
    /// The text of `lib/index.js`.
    pub script: Option<String>,
}

impl Store {
    /// Every app, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn apps(&self) -> Result<Vec<Known>> {
        sql(
            "SELECT app.id, app.client_id, app.client_secret IS NOT NULL AS has_secret, app.descriptor AS sealed,
                (SELECT COUNT(*) FROM app_connection
                    WHERE app_connection.app_id = app.id AND app_connection.trial_until IS NULL) AS connections,
                app_version.version, app_version.descriptor, app_version.script IS NOT NULL AS has_script,
                app_version.warnings, app_version.created_at, app_version.created_by
             FROM app JOIN app_version ON app_version.app_id = app.id AND app_version.number = app.number
             ORDER BY app.name, app.id",
        )
        .fetch_all(&self.engine)
        .await?
        .iter()
        .map(|row| read(row, &self.vault))
        .collect()
    }

    /// One app.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app(&self, id: &str) -> Result<Option<Known>> {
        let row = sql(
            "SELECT app.id, app.client_id, app.client_secret IS NOT NULL AS has_secret, app.descriptor AS sealed,
                (SELECT COUNT(*) FROM app_connection
                    WHERE app_connection.app_id = app.id AND app_connection.trial_until IS NULL) AS connections,
                app_version.version, app_version.descriptor, app_version.script IS NOT NULL AS has_script,
                app_version.warnings, app_version.created_at, app_version.created_by
             FROM app JOIN app_version ON app_version.app_id = app.id AND app_version.number = app.number
             WHERE app.id = $1",
        )
        .bind(id)
        .fetch_optional(&self.engine)
        .await?;
        row.map(|row| read(&row, &self.vault)).transpose()
    }

    /// The files of an app's version in force.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app_files(&self, id: &str) -> Result<Option<Files>> {
        let found: Option<(String, Option<String>)> = sql(
            "SELECT app_version.text, app_version.script FROM app
             JOIN app_version ON app_version.app_id = app.id AND app_version.number = app.number WHERE app.id = $1",
        )
        .bind(id)
        .read_optional(&self.engine)
        .await?;
        Ok(found.map(|(text, script)| Files { text, script }))
    }

    /// The secret that goes with an app's client; none where there is none, or the vault's keys do not open it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn app_client_secret(&self, id: &str) -> Result<Option<String>> {
        let sealed: Option<Option<String>> = sql("SELECT client_secret FROM app WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        let open = |sealed: String| self.vault.open_text(APP_CLIENT_SECRET, id, &sealed).ok();
        Ok(sealed.flatten().and_then(open))
    }
}

fn read(row: &Row, vault: &Vault) -> Result<Known> {
    let id: String = row.get("id")?;
    let shown: Descriptor = serde_json::from_str(&row.get::<String>("descriptor")?)?;
    let sealed: Option<String> = row.get("sealed")?;
    // Where the vault's keys do not open it, they open no connection's values either.
    let whole = sealed.and_then(|sealed| vault.open_text(APP_DESCRIPTOR, &id, &sealed).ok());
    let descriptor = match whole {
        Some(text) => serde_json::from_str(&text)?,
        None => shown.clone(),
    };
    Ok(Known {
        id,
        version: row.get("version")?,
        descriptor,
        shown,
        has_script: row.get("has_script")?,
        warnings: serde_json::from_str(&row.get::<String>("warnings")?)?,
        client_id: row.get("client_id")?,
        has_secret: row.get("has_secret")?,
        connections: row.get("connections")?,
        uploaded_at: row.get("created_at")?,
        uploaded_by: row.get("created_by")?,
    })
}
