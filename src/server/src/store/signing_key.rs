//! What plugins' tokens are signed with. Of the keys of a plugin and an algorithm the newest whose time has come signs.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::proof::{MAX_OVERLAP_HOURS, ProofAlgorithm, PublicKey, TOKEN_SECONDS};

use super::engine::sql;
use super::{Error, For, Result, Row, Store, Write, Writer};
use crate::event::PluginEvent;
use crate::proof::NewKey;
use crate::random;
use crate::time::{self, HOUR, MINUTE, Millis, SECOND};
use crate::vault::{Closed, SIGNING_KEY};

/// How long after its last token a key is kept, for clocks that differ.
const AFTER: Millis = TOKEN_SECONDS as Millis * SECOND + MINUTE;

/// A key that tokens may be signed with.
pub struct KeptKey {
    /// Its id.
    pub kid: String,
    /// Its algorithm.
    pub algorithm: ProofAlgorithm,
    /// What is secret of it, or why that cannot be opened.
    pub secret: std::result::Result<Vec<u8>, Closed>,
    /// When it was made.
    pub created_at: Millis,
    /// From when on it signs.
    pub signs_from: Millis,
    /// Until when it is good, if another took its place.
    pub expires_at: Option<Millis>,
}

impl std::fmt::Debug for KeptKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeptKey")
            .field("kid", &self.kid)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A plugin's keys of that algorithm that are good now: the one that signs first, then the one that will.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn signing_keys(
        &self,
        plugin: &PluginId,
        algorithm: ProofAlgorithm,
    ) -> Result<Vec<KeptKey>> {
        let now = time::now();
        let rows = sql(
            "SELECT * FROM signing_key WHERE plugin_id = $1 AND algorithm = $2
                AND (expires_at IS NULL OR expires_at > $3)
             ORDER BY signs_from",
        )
        .bind(plugin)
        .bind(algorithm.as_str())
        .bind(now)
        .fetch_all(&self.engine)
        .await?;
        let mut keys: Vec<KeptKey> = Vec::new();
        for row in &rows {
            keys.push(self.kept(row)?);
        }
        let signs = keys.iter().rposition(|key| key.signs_from <= now);
        if let Some(signs) = signs {
            keys[..=signs].rotate_right(1);
        }
        Ok(keys)
    }

    fn kept(&self, row: &Row) -> Result<KeptKey> {
        let kid: String = row.get("id")?;
        let sealed: String = row.get("secret")?;
        Ok(KeptKey {
            algorithm: algorithm(row.get("algorithm")?)?,
            secret: self.vault.open(SIGNING_KEY, &kid, &sealed),
            kid,
            created_at: row.get("created_at")?,
            signs_from: row.get("signs_from")?,
            expires_at: row.get("expires_at")?,
        })
    }

    /// Every public key that tokens may be signed with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn public_keys(&self) -> Result<Vec<PublicKey>> {
        let rows: Vec<(String, String)> = sql("SELECT id, public_key FROM signing_key
             WHERE public_key IS NOT NULL AND (expires_at IS NULL OR expires_at > $1) ORDER BY id")
        .bind(time::now())
        .read_all(&self.engine)
        .await?;
        let keys = rows.into_iter().map(|(kid, x)| PublicKey {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x,
            kid,
            alg: ProofAlgorithm::EdDsa.as_str().to_owned(),
            purpose: "sig".to_owned(),
        });
        Ok(keys.collect())
    }

    /// The plugins that have not a key of each algorithm.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plugins_without_key(&self) -> Result<Vec<PluginId>> {
        Ok(sql(
            "SELECT id FROM plugin
             WHERE (SELECT COUNT(*) FROM signing_key WHERE plugin_id = plugin.id AND expires_at IS NULL) < $1
             ORDER BY created_at, id",
        )
        .bind(i64::try_from(ProofAlgorithm::ALL.len()).unwrap_or(i64::MAX))
        .read_all(&self.engine)
        .await?)
    }
}

impl Writer {
    /// Makes the keys that a plugin has not yet.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn make_signing_keys(&self, plugin: &PluginId) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        // It may have been removed meanwhile.
        let known: Option<String> = sql("SELECT id FROM plugin WHERE id = $1")
            .bind(plugin)
            .read_optional(&mut write)
            .await?;
        if known.is_some() {
            add_missing(&mut write, plugin).await?;
        }
        write.commit().await
    }

    /// Gives a plugin another key of its algorithm; whether there is such a plugin. The one that signs goes on for that many hours, so that
    /// servers can learn of the new one; with 0 it is no longer good. One that has not signed yet goes.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails.
    pub async fn rotate_signing_key(&self, plugin: &PluginId, hours: u32) -> Result<bool> {
        let mut write = self.write(For::Workspace).await?;
        let word: Option<String> = sql("SELECT proof_algorithm FROM plugin WHERE id = $1")
            .bind(plugin)
            .read_optional(&mut write)
            .await?;
        let Some(word) = word else { return Ok(false) };
        let algorithm = algorithm(word)?;
        let now = time::now();
        let signs_from = now + Millis::from(hours.min(MAX_OVERLAP_HOURS)) * HOUR;
        let ends = if hours == 0 { now } else { signs_from + AFTER };
        sql("DELETE FROM signing_key WHERE plugin_id = $1 AND algorithm = $2 AND (signs_from > $3 OR expires_at <= $3)")
            .bind(plugin)
            .bind(algorithm.as_str())
            .bind(now)
            .execute(&mut write)
            .await?;
        // The newest of the others signs; those before it keep the end that they have, unless everything ends now.
        sql(
            "UPDATE signing_key SET expires_at = $3
             WHERE plugin_id = $1 AND algorithm = $2 AND ($4 = 0 OR signs_from = (SELECT MAX(signs_from) FROM signing_key
                WHERE plugin_id = $1 AND algorithm = $2))",
        )
        .bind(plugin)
        .bind(algorithm.as_str())
        .bind(ends)
        .bind(i64::from(hours))
        .execute(&mut write)
        .await?;
        insert(&mut write, plugin, algorithm, signs_from).await?;
        write.record(PluginEvent::PluginSigningKeyRotated {
            plugin: plugin.clone(),
        });
        write.commit().await?;
        Ok(true)
    }
}

/// Removes the keys that are over.
pub(super) async fn sweep(write: &mut Write, now: Millis) -> Result<()> {
    sql("DELETE FROM signing_key WHERE expires_at <= $1")
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(())
}

/// Makes a plugin's keys, as far as it has none.
pub(super) async fn add_missing(write: &mut Write, plugin: &PluginId) -> Result<()> {
    for algorithm in ProofAlgorithm::ALL {
        let known: Option<String> = sql("SELECT id FROM signing_key
             WHERE plugin_id = $1 AND algorithm = $2 AND expires_at IS NULL")
        .bind(plugin)
        .bind(algorithm.as_str())
        .read_optional(&mut *write)
        .await?;
        if known.is_none() {
            insert(write, plugin, algorithm, time::now()).await?;
        }
    }
    Ok(())
}

async fn insert(
    write: &mut Write,
    plugin: &PluginId,
    algorithm: ProofAlgorithm,
    signs_from: Millis,
) -> Result<()> {
    let kid = random::id()?;
    let key = NewKey::generate(algorithm)?;
    let sealed = write.seal(SIGNING_KEY, &kid, &key.secret)?;
    sql(
        "INSERT INTO signing_key (id, plugin_id, algorithm, public_key, secret, created_at, signs_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(kid)
    .bind(plugin)
    .bind(algorithm.as_str())
    .bind(key.public)
    .bind(sealed)
    .bind(time::now())
    .bind(signs_from)
    .execute(&mut *write)
    .await?;
    Ok(())
}

pub(super) fn algorithm(word: String) -> Result<ProofAlgorithm> {
    ProofAlgorithm::parse(&word).ok_or(Error::Unknown("algorithm", word))
}
