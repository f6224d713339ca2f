//! `storage_remove`: takes a value away, if there is one.

use encaixe_protocol::command::storage_get::Params;
use encaixe_protocol::error::WireError;

use super::CommandContext;
use super::storage_get::{address, check_key};
use crate::api_client::storage;

pub(super) async fn run(context: &CommandContext, params: Params) -> Result<(), WireError> {
    check_key(&params.key)?;
    storage::remove_value(&address(context, params.scope)?, &params.key)
        .await
        .map_err(|failure| context.refused(&failure))
}
