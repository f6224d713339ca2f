//! `encaixe key rotate`: another key, also beside a running server.
//!
//! Three steps, after each of which every value opens: the new key is put before the earlier ones, the rows are sealed anew a few at a
//! time, and keys that no row uses are dropped. After a kill the next rotation does all that is left.

use anyhow::{Context as _, ensure};

use crate::actor::Actor;
use crate::store::Store;
use crate::store::sealed::{self, Progress};
use crate::store::sealing::Sealing;
use crate::store::server::ServerStore;
use crate::vault::Vault;

/// What a rotation came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The id of the new key.
    pub key: String,
    /// How many values were sealed anew.
    pub values: u64,
    /// How many earlier keys were dropped.
    pub dropped: usize,
    /// What the rows are called whose values no key opens; they stay as they are.
    pub closed: Vec<String>,
}

/// What lies outside of a database and is sealed by its vault: that of the first company alone seals anything.
#[derive(Debug, Default)]
pub struct Outside {
    /// The vaults of other companies, whose key files it seals.
    pub companies: Vec<Vault>,
    /// The server's own store.
    pub server: Option<ServerStore>,
}

/// Does all three steps. What lies outside of the database is sealed anew too.
///
/// # Errors
/// When there is no key, or a file or the database fails. Every value that could be opened before can be opened then.
pub async fn rotate(store: &Store, outside: &Outside) -> anyhow::Result<Rotated> {
    ensure!(
        store.sealing().await? != Sealing::Due,
        "the secrets of this folder are not sealed yet: start the server on it once"
    );
    let key = add(store).await?;
    let mut progress = Progress::default();
    while reseal(store, &mut progress).await? {}
    if let Some(server) = &outside.server {
        let count = server.reseal(store.vault()).await;
        let count = count.context(
            "not all secrets of integrations were sealed with the new key; rotate again",
        )?;
        progress.values += count;
    }
    for vault in &outside.companies {
        vault.reseal().with_context(|| {
            format!(
                "{} was not sealed with the new key; rotate again",
                vault.file().display()
            )
        })?;
    }
    let dropped = drop_unused(store, progress.values).await?;
    let mut closed = sealed::names(&store.closed().await?);
    if let Some(server) = &outside.server {
        for name in server.closed_integrations(store.vault()).await? {
            if !closed.contains(&name) {
                closed.push(name);
            }
        }
    }
    Ok(Rotated {
        key,
        values: progress.values,
        dropped,
        closed,
    })
}

/// The first step: a new key before the others; its id.
///
/// # Errors
/// When there is no key yet, or the file cannot be written.
pub async fn add(store: &Store) -> anyhow::Result<String> {
    let added = store.by(Actor::CommandLine).add_vault_key().await;
    added.context("the new key could not be added")
}

/// A part of the second step; whether there is more.
///
/// # Errors
/// When the database fails, or the key file cannot be read.
pub async fn reseal(store: &Store, progress: &mut Progress) -> anyhow::Result<bool> {
    let more = store.by(Actor::CommandLine).reseal(progress).await;
    more.context("not all secrets were sealed with the new key; rotate again")
}

/// The last step: drops the keys that no row uses, and records the rotation of so many values; how many keys.
///
/// # Errors
/// When the database fails, or the file cannot be written.
pub async fn drop_unused(store: &Store, values: u64) -> anyhow::Result<usize> {
    let dropped = store.by(Actor::CommandLine).drop_vault_keys(values).await;
    dropped.context("the earlier keys could not be dropped; rotate again")
}
