//! `DELETE /api/plugins/{plugin}/storage/{scope}/{key}`: a value that is gone.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use encaixe_api::id::PluginId;

use super::{
    ConversationQuery, KeyPath, NeedsMember, RawQuery, RequestedStorage, ScopePath, check_key,
};
use crate::access::May;
use crate::access::permission::Storage;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;

/// Removes a value, if there is one.
#[utoipa::path(
    delete,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "remove_storage_value",
    tag = "storage",
    params(ScopePath, ConversationQuery, KeyPath),
    responses((status = 204), NeedsMember),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    May(caller, _): May<Storage>,
    PathParts((plugin, scope, key)): PathParts<(PluginId, String, String)>,
    Query(query): RawQuery,
) -> Result<StatusCode> {
    let scope = RequestedStorage::find(&app, &caller, plugin, &scope, query).await?;
    check_key(&key)?;
    let writer = app.store.by(caller.actor());
    writer.remove_stored(scope.place(), &key).await?;
    Ok(StatusCode::NO_CONTENT)
}
