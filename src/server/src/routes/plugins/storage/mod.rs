//! `/api/plugins/{plugin}/storage/{scope}`: what plugins store, for the page that asks on their behalf.

mod delete;
mod list;
mod put;
mod show;

use std::collections::BTreeMap;

use axum::extract::Query;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::{ConversationId, PluginId};
use encaixe_api::storage;
use encaixe_protocol::storage_scope::StorageScope;
use utoipa::{IntoParams, IntoResponses};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::{Caller, require_channel};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::store::placement::Place;
use crate::store::storage::{Owner, Storage};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(show::show, put::put, delete::delete))
}

type RawQuery = Query<BTreeMap<String, String>>;

/// Which storage it is, for the description of the API; [`RequestedStorage::find`] reads it.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only its description is used")]
struct ScopePath {
    /// Who shares what is stored. A token has no member, so that `user` is closed to it.
    #[param(inline)]
    scope: StorageScope,
}

/// The same, for the query.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used")]
struct ConversationQuery {
    /// The conversation that it belongs to, for the scope of that name.
    conversation: Option<String>,
}

/// What it is stored by.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "only its description is used")]
struct KeyPath {
    /// Any text, percent-encoded, but `.` and `..`.
    #[param(min_length = 1, max_length = 200)]
    key: String,
}

/// The one answer that no other operation has.
#[derive(IntoResponses)]
#[response(
    status = 403,
    description = "`forbidden`: a token asks for the scope `user`, which belongs to a member. `other_channel`: the plugin is not shown in the conversation's channel. `wrong_origin`: a change by a session cookie does not come from the page itself."
)]
#[expect(dead_code, reason = "only its description is used")]
struct NeedsMember(ErrorBody);

/// Where the caller may read and write.
struct RequestedStorage {
    plugin: PluginId,
    owner: Owner,
}

impl RequestedStorage {
    async fn find(
        app: &App,
        caller: &Caller,
        plugin: PluginId,
        scope: &str,
        mut query: BTreeMap<String, String>,
    ) -> Result<Self> {
        if caller.plugin.as_ref().is_some_and(|asks| *asks != plugin) {
            let message = "the page asks for another plugin (Encaixe-Plugin)";
            return Err(Error::field("plugin", "invalid", message));
        }
        // What plugins store is theirs, and an integration has none yet.
        if caller.is_narrowed() || !caller.has_plugin(app, &plugin).await? {
            return Err(Error::NotFound("plugin"));
        }
        let scope = [
            StorageScope::User,
            StorageScope::Workspace,
            StorageScope::Conversation,
        ]
        .into_iter()
        .find(|known| known.as_str() == scope)
        .ok_or(Error::NotFoundPart("scope", "scope"))?;
        let owner = match scope {
            StorageScope::User => {
                let member = caller.member_id().ok_or(Error::NeedsMember)?;
                Owner::User(member.clone())
            }
            StorageScope::Workspace => Owner::Workspace,
            StorageScope::Conversation => {
                let id = query.remove("conversation").ok_or_else(|| {
                    Error::field(
                        "conversation",
                        "missing",
                        "say which one, as `?conversation=`",
                    )
                })?;
                let id = ConversationId::new(id);
                if !app.store.has_conversation(&id).await? {
                    return Err(Error::NotFoundPart("conversation", "conversation"));
                }
                let place = Place::Conversation(id.clone());
                require_channel(app, &plugin, &place).await?;
                Owner::Conversation(id)
            }
        };
        Ok(Self { plugin, owner })
    }

    fn place(&self) -> Storage<'_> {
        Storage {
            plugin: &self.plugin,
            owner: &self.owner,
        }
    }
}

fn check_key(key: &str) -> Result<()> {
    storage::check_key(key)
        .map_err(|refusal| Error::field("key", refusal.code(), refusal.to_string()))
}
