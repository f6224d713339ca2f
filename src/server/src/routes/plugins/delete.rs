//! `DELETE /api/plugins/{id}`: it is gone, with what it stored.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::PluginId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Removes a plugin, and what it stored.
#[utoipa::path(
    delete,
    path = "/plugins/{id}",
    operation_id = "remove_plugin",
    tag = "plugins",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).remove_plugin(&id).await? {
        return Err(Error::NotFound("plugin"));
    }
    Ok(StatusCode::NO_CONTENT)
}
