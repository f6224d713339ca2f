//! `/api/plugins/{id}/secret`: what the plugin's server knows our requests by, and `/rotate`, another one.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::Secret;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// What the plugin's server knows our requests by.
#[utoipa::path(
    get,
    path = "/plugins/{id}/secret",
    operation_id = "show_plugin_secret",
    tag = "plugins",
    responses(
        (status = 200, body = Secret),
        (status = 409, body = ErrorBody, description = "`unreadable_secret`: the server's vault key does not open it. Another one can be made."),
    ),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<Json<Secret>> {
    let found = app.store.plugin(&id).await?;
    let found = found.ok_or(Error::NotFound("plugin"))?;
    let secret = found.secret.ok_or(Error::UnreadableSecret)?;
    Ok(Json(Secret { secret }))
}

/// Makes another secret; the one before is no longer good.
#[utoipa::path(
    post,
    path = "/plugins/{id}/secret/rotate",
    operation_id = "rotate_plugin_secret",
    tag = "plugins",
    responses((status = 200, body = Secret)),
)]
pub(super) async fn rotate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<Json<Secret>> {
    let writer = app.store.by(caller.actor());
    let secret = writer.rotate_plugin_secret(&id).await?;
    let secret = secret.ok_or(Error::NotFound("plugin"))?;
    Ok(Json(Secret { secret }))
}
