//! `PUT /api/plugins/{plugin}/storage/{scope}/{key}`: a value to be stored.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use encaixe_api::id::PluginId;
use encaixe_api::storage::NewStored;
use encaixe_protocol::limits::Limits;

use super::{
    ConversationQuery, KeyPath, NeedsMember, RawQuery, RequestedStorage, ScopePath, check_key,
};
use crate::access::May;
use crate::access::permission::Storage;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{JsonAllowNul, PathParts};

/// Stores a value.
#[utoipa::path(
    put,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "put_storage_value",
    tag = "storage",
    params(ScopePath, ConversationQuery, KeyPath),
    request_body = NewStored,
    responses((status = 204), NeedsMember),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    May(caller, _): May<Storage>,
    PathParts((plugin, scope, key)): PathParts<(PluginId, String, String)>,
    Query(query): RawQuery,
    JsonAllowNul(new): JsonAllowNul<NewStored>,
) -> Result<StatusCode> {
    let scope = RequestedStorage::find(&app, &caller, plugin, &scope, query).await?;
    check_key(&key)?;
    let value = new.value;
    let most = Limits::STANDARD.storage_value_bytes as usize;
    if value.len() > most {
        return Err(Error::NoRoom(format!(
            "a value has at most {most} bytes; this one has {}",
            value.len()
        )));
    }
    let writer = app.store.by(caller.actor());
    writer.store(scope.place(), &key, &value).await??;
    Ok(StatusCode::NO_CONTENT)
}
