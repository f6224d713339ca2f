//! `storage_keys`: what the plugin stored, by name.

use encaixe_protocol::command::storage_keys::{Params, Reply};
use encaixe_protocol::error::WireError;

use super::CommandContext;
use super::storage_get::address;
use crate::api_client::storage;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<Reply, WireError> {
    let found = storage::keys(&address(context, params.scope)?)
        .await
        .map_err(|failure| context.refused(&failure))?;
    Ok(Reply { keys: found.keys })
}
