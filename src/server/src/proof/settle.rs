//! What a start does: plugins of an earlier version get keys.

use crate::actor::Actor;
use crate::store::Store;

/// Makes the keys that are missing, a plugin at a time. Where the vault cannot be used it is left to the first token that is asked for.
///
/// # Errors
/// When the database fails.
pub async fn settle(store: &Store) -> anyhow::Result<()> {
    if !matches!(store.vault().export(), Ok(Some(_))) {
        return Ok(());
    }
    let writer = store.by(Actor::System);
    for plugin in store.plugins_without_key().await? {
        if let Err(error) = writer.make_signing_keys(&plugin).await {
            tracing::warn!(
                %plugin,
                "no keys for its tokens could be made: {:#}",
                anyhow::Error::new(error)
            );
        }
    }
    Ok(())
}
