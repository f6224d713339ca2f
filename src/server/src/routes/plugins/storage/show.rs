//! `GET /api/plugins/{plugin}/storage/{scope}/{key}`: a value.

use axum::extract::{Path, Query, State};
use encaixe_api::storage::Stored;

use super::{About, Asked, Key, NeedsMember, Room, Whose, sound};
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// A stored value.
#[utoipa::path(
    get,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "show_storage_value",
    tag = "storage",
    params(Whose, About, Key),
    responses((status = 200, body = Stored), NeedsMember),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((plugin, scope, key)): Path<(String, String, String)>,
    Query(query): Asked,
) -> Result<Json<Stored>> {
    let room = Room::find(&app, &caller, plugin, &scope, query).await?;
    sound(&key)?;
    Ok(Json(Stored {
        value: app.store.stored(room.place(), &key).await?,
    }))
}
