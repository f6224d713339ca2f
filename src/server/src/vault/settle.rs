//! What a start does before anything is announced: it makes the key, seals what an earlier version left in the clear, and says what
//! cannot be opened.

use anyhow::Context as _;

use crate::actor::Actor;
use crate::store::sealing::Sealing;
use crate::store::{Store, sealed};

/// Does it. What a full disk keeps from being done is said, and done by a later start.
///
/// # Errors
/// When what lies in the clear cannot be sealed, or a new folder's key cannot be made.
pub async fn settle(store: &Store) -> anyhow::Result<()> {
    let writer = store.by(Actor::System);
    if store.sealing().await? == Sealing::Due {
        let sealed = writer.seal_clear().await;
        let sealed = sealed.context("the secrets in the database could not be sealed")?;
        tracing::info!("{sealed} secrets that were in the clear in the database are sealed");
    }
    if store.sealing().await? == Sealing::Rewrite {
        rewrite(store).await?;
    }
    if !store.has_sealed().await? {
        let made = writer.make_vault_key().await;
        if made.context("the vault's key could not be made")? {
            tracing::info!(
                "the key of the workspace's secrets is {}: keep a copy of it, apart from the backups",
                store.vault().file().display()
            );
        }
    }
    say_closed(store).await
}

/// Takes what was in the clear out of the file and its log of writes.
async fn rewrite(store: &Store) -> anyhow::Result<()> {
    tracing::info!("the database file is written anew, without what was in the clear");
    if let Err(error) = store.rewrite().await {
        tracing::warn!(
            "secrets are sealed, but what they were may still be read in the database file, which could not be rewritten: {:#}. That takes \
             as much room again as the file has, there and among temporary files (TMPDIR), and nobody else at the folder; the next start tries \
             again",
            anyhow::Error::new(error)
        );
        return Ok(());
    }
    store.by(Actor::System).end_sealing().await?;
    if store.is_rotation_offered().await? {
        tracing::warn!(
            "plugins' secrets lie sealed from now on. Backups that were made before hold them in the clear, and whoever has one knows them: \
             Settings > Plugins offers to make all of them anew"
        );
    }
    Ok(())
}

async fn say_closed(store: &Store) -> anyhow::Result<()> {
    let closed = store.closed().await?;
    if closed.is_empty() {
        return Ok(());
    }
    let names = sealed::names(&closed);
    let file = store.vault().file().display();
    let why = match store.vault().export() {
        Ok(None) => format!("there is no vault key {file}"),
        Ok(Some(_)) => format!("the vault key {file} does not open them"),
        Err(error) => format!("{:#}", anyhow::Error::new(error)),
    };
    tracing::warn!(
        "secrets of these plugins cannot be read: {}; {why}. Their frames get no auth_secret and no tokens, and nothing is written over them. Put the key of \
         this folder back (its lines may be added to the file), or make new secrets in Settings > Plugins",
        names.join(", ")
    );
    Ok(())
}
