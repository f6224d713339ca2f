//! `PUT /api/plugins/{plugin}/storage/{scope}/{key}`: a value to be stored.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use encaixe_api::storage::NewStored;
use encaixe_protocol::limits::Limits;

use super::{About, Asked, Key, NeedsMember, Room, Whose, sound};
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::JsonAllowNul;
use crate::store::storage::Kept;

/// Stores a value.
#[utoipa::path(
    put,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "put_storage_value",
    tag = "storage",
    params(Whose, About, Key),
    request_body = NewStored,
    responses((status = 204), NeedsMember),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((plugin, scope, key)): Path<(String, String, String)>,
    Query(query): Asked,
    JsonAllowNul(new): JsonAllowNul<NewStored>,
) -> Result<StatusCode> {
    let room = Room::find(&app, &caller, plugin, &scope, query).await?;
    sound(&key)?;
    let value = new.value;
    let most = Limits::STANDARD.storage_value_bytes as usize;
    if value.len() > most {
        return Err(Error::NoRoom(format!(
            "a value has at most {most} bytes; this one has {}",
            value.len()
        )));
    }
    let writer = app.store.by(caller.actor());
    match writer.store(room.place(), &key, &value).await? {
        Kept::Done => Ok(StatusCode::NO_CONTENT),
        Kept::NoPlugin => Err(Error::NotFound("plugin")),
        Kept::Full(used) => Err(Error::NoRoom(format!(
            "a plugin stores at most {} bytes in this scope, keys and values; {used} are used by other keys, and this key and value have {}",
            Limits::STANDARD.storage_bytes,
            key.len() + value.len()
        ))),
        Kept::TooManyKeys => Err(Error::NoRoom(format!(
            "a plugin stores at most {} keys in this scope; remove one before storing another",
            Limits::STANDARD.storage_keys
        ))),
    }
}
