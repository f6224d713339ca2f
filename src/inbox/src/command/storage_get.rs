//! `storage_get`, and what the four storage commands share: the address of a value, and the check of its key.

use encaixe_api::storage as storage_api;
use encaixe_protocol::command::storage_get::{Params, Reply};
use encaixe_protocol::error::WireError;
use encaixe_protocol::storage_scope::StorageScope;

use super::CommandContext;
use crate::api_client::storage::{self, StorageAddress};

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    check_key(&params.key)?;
    let address = address(context, params.scope)?;
    let stored = storage::value(&address, &params.key)
        .await
        .map_err(|failure| context.refused(&failure))?;
    Ok(Reply {
        value: stored.value,
    })
}

/// The address of the calling plugin's values of that scope.
pub(super) fn address(
    context: &CommandContext,
    scope: StorageScope,
) -> Result<StorageAddress, WireError> {
    let conversation = match scope {
        StorageScope::User | StorageScope::Workspace => None,
        StorageScope::Conversation => Some(context.conversation()?),
    };
    Ok(StorageAddress {
        plugin: context.plugin.id.clone(),
        scope,
        conversation,
    })
}

/// Refuses texts that are no valid keys.
pub(super) fn check_key(key: &str) -> Result<(), WireError> {
    storage_api::check_key(key).map_err(|refusal| WireError::invalid(format!("key: {refusal}")))
}
