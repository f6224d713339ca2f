//! `storage_keys`: what the plugin stored, by name.

use encaixe_protocol::command::storage_keys::{Params, Reply};
use encaixe_protocol::error::WireError;

use super::Asked;
use super::storage_get::place;
use crate::api_client::storage;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<Reply, WireError> {
    let found = storage::keys(&place(asked, params.scope)?)
        .await
        .map_err(|failure| asked.refused(&failure))?;
    Ok(Reply { keys: found.keys })
}
