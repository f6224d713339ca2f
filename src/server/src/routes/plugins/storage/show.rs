//! `GET /api/plugins/{plugin}/storage/{scope}/{key}`: a value.

use axum::extract::{Query, State};
use encaixe_api::id::PluginId;
use encaixe_api::storage::Stored;

use super::{
    ConversationQuery, KeyPath, NeedsMember, RawQuery, RequestedStorage, ScopePath, check_key,
};
use crate::access::May;
use crate::access::permission::Storage;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// A stored value.
#[utoipa::path(
    get,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "show_storage_value",
    tag = "storage",
    params(ScopePath, ConversationQuery, KeyPath),
    responses((status = 200, body = Stored), NeedsMember),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    May(caller, _): May<Storage>,
    PathParts((plugin, scope, key)): PathParts<(PluginId, String, String)>,
    Query(query): RawQuery,
) -> Result<Json<Stored>> {
    let scope = RequestedStorage::find(&app, &caller, plugin, &scope, query).await?;
    check_key(&key)?;
    Ok(Json(Stored {
        value: app.store.stored(scope.place(), &key).await?,
    }))
}
