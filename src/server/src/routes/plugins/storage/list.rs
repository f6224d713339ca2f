//! `GET /api/plugins/{plugin}/storage/{scope}`: the keys.

use axum::extract::{Query, State};
use encaixe_api::id::PluginId;
use encaixe_api::storage::Keys;

use super::{ConversationQuery, NeedsMember, RawQuery, RequestedStorage, ScopePath};
use crate::access::May;
use crate::access::permission::Storage;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// The keys that a plugin has stored in a scope.
#[utoipa::path(
    get,
    path = "/plugins/{plugin}/storage/{scope}",
    operation_id = "list_storage_keys",
    tag = "storage",
    params(ScopePath, ConversationQuery),
    responses((status = 200, body = Keys), NeedsMember),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    May(caller, _): May<Storage>,
    PathParts((plugin, scope)): PathParts<(PluginId, String)>,
    Query(query): RawQuery,
) -> Result<Json<Keys>> {
    let scope = RequestedStorage::find(&app, &caller, plugin, &scope, query).await?;
    Ok(Json(Keys {
        keys: app.store.stored_keys(scope.place()).await?,
    }))
}
