//! `DELETE /api/plugins/{id}`: it is gone, with what it stored.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::PluginId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;
use crate::store::Refusal;

/// Removes a plugin, and what it stored. The page of an installation goes with it alone: `DELETE /api/installations/{id}`.
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
    let known = app.store.plugin(&id).await?;
    if known.is_some_and(|known| known.plugin.integration.is_some()) {
        return Err(Refusal::OfIntegration("id").into());
    }
    if !app.store.by(caller.actor()).remove_plugin(&id).await? {
        return Err(Error::NotFound("plugin"));
    }
    Ok(StatusCode::NO_CONTENT)
}
