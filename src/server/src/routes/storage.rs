//! `/api/plugins/{plugin}/storage/{scope}`: what plugins store, for the page that asks on their behalf.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::storage::{Keys, NewStored, Stored, check_key};
use encaixe_protocol::command::storage_get::Scope;
use encaixe_protocol::limits::Limits;
use utoipa::{IntoParams, IntoResponses};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Agent, Caller};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, Verbatim};
use crate::store::storage::{Kept, Place};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(keys))
        .routes(routes!(show, keep, remove))
}

type Asked = Query<BTreeMap<String, String>>;

/// Whose store it is, for the description of the API; [`Room::find`] reads it.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only its description is used")]
struct Whose {
    /// Who shares what is stored. A token has no member, so that `user` is closed to it.
    #[param(inline)]
    scope: Scope,
}

/// The same, for the query.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used")]
struct About {
    /// The conversation that it belongs to, for the scope of that name.
    conversation: Option<String>,
}

/// What it is stored by.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only its description is used")]
struct Key {
    /// Any text, percent-encoded, but `.` and `..`.
    #[param(min_length = 1, max_length = 200)]
    key: String,
}

/// The one refusal that no other room has.
#[derive(IntoResponses)]
#[response(
    status = 403,
    description = "`forbidden`: a token asks for the scope `user`, which belongs to a member. `wrong_origin`: a change by a session cookie does not come from the page itself."
)]
#[expect(dead_code, reason = "only its description is used")]
struct NeedsMember(ErrorBody);

/// The keys that a plugin has stored in a scope.
#[utoipa::path(
    get,
    path = "/plugins/{plugin}/storage/{scope}",
    operation_id = "list_storage_keys",
    tag = "storage",
    params(Whose, About),
    responses((status = 200, body = Keys), NeedsMember),
)]
async fn keys(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((plugin, scope)): Path<(String, String)>,
    Query(query): Asked,
) -> Result<Json<Keys>> {
    let room = Room::find(&app, &caller, plugin, &scope, query).await?;
    Ok(Json(Keys {
        keys: app.store.stored_keys(room.place()).await?,
    }))
}

/// A stored value.
#[utoipa::path(
    get,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "show_storage_value",
    tag = "storage",
    params(Whose, About, Key),
    responses((status = 200, body = Stored), NeedsMember),
)]
async fn show(
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
async fn keep(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((plugin, scope, key)): Path<(String, String, String)>,
    Query(query): Asked,
    Verbatim(new): Verbatim<NewStored>,
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

/// Removes a value, if there is one.
#[utoipa::path(
    delete,
    path = "/plugins/{plugin}/storage/{scope}/{key}",
    operation_id = "remove_storage_value",
    tag = "storage",
    params(Whose, About, Key),
    responses((status = 204), NeedsMember),
)]
async fn remove(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((plugin, scope, key)): Path<(String, String, String)>,
    Query(query): Asked,
) -> Result<StatusCode> {
    let room = Room::find(&app, &caller, plugin, &scope, query).await?;
    sound(&key)?;
    let writer = app.store.by(caller.actor());
    writer.remove_stored(room.place(), &key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where the caller may read and write.
struct Room {
    plugin: String,
    scope: Scope,
    owner: String,
}

impl Room {
    async fn find(
        app: &App,
        caller: &Caller,
        plugin: String,
        scope: &str,
        mut query: BTreeMap<String, String>,
    ) -> Result<Self> {
        if !app.store.has_enabled_plugin(&plugin).await? {
            return Err(Error::NotFound("plugin"));
        }
        let scope = [Scope::User, Scope::Workspace, Scope::Conversation]
            .into_iter()
            .find(|known| known.as_str() == scope)
            .ok_or(Error::NotFoundPart("scope", "scope"))?;
        let owner = match scope {
            Scope::User => {
                let member = caller.member_id().ok_or(Error::NeedsMember)?;
                member.to_string()
            }
            Scope::Workspace => String::new(),
            Scope::Conversation => {
                let id = query.remove("conversation").ok_or_else(|| {
                    Error::field(
                        "conversation",
                        "missing",
                        "say which one, as `?conversation=`",
                    )
                })?;
                if !app.store.has_conversation(&id).await? {
                    return Err(Error::NotFoundPart("conversation", "conversation"));
                }
                id
            }
        };
        Ok(Self {
            plugin,
            scope,
            owner,
        })
    }

    fn place(&self) -> Place<'_> {
        Place {
            plugin: &self.plugin,
            scope: self.scope,
            owner: &self.owner,
        }
    }
}

fn sound(key: &str) -> Result<()> {
    check_key(key).map_err(|refusal| Error::field("key", refusal.code(), refusal.to_string()))
}
