//! `storage_remove`: takes a value away, if there is one.

use encaixe_protocol::command::storage_get::Params;
use encaixe_protocol::error::WireError;

use super::Asked;
use super::storage_get::{check_key, place};
use crate::api_client::storage;

pub(super) async fn run(asked: &Asked, params: Params) -> Result<(), WireError> {
    check_key(&params.key)?;
    storage::remove_value(&place(asked, params.scope)?, &params.key)
        .await
        .map_err(|failure| asked.refused(&failure))
}
