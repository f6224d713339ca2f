//! `DELETE /api/me/plugins/{id}`: one of the caller's own is gone, with what it stored.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::PluginId;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Removes a plugin that only the caller sees, and what it stored.
#[utoipa::path(
    delete,
    path = "/me/plugins/{id}",
    operation_id = "remove_own_plugin",
    tag = "plugins",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<PluginId>,
) -> Result<StatusCode> {
    let owner = caller.member_id().ok_or(Error::NotFound("plugin"))?;
    let writer = app.store.by(caller.actor());
    if !writer.remove_dev_plugin(owner, &id).await? {
        return Err(Error::NotFound("plugin"));
    }
    Ok(StatusCode::NO_CONTENT)
}
