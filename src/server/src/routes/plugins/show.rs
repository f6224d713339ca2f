//! `GET /api/plugins/{id}`: one plugin.

use axum::extract::State;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::Plugin;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// One plugin.
#[utoipa::path(
    get,
    path = "/plugins/{id}",
    operation_id = "show_plugin",
    tag = "plugins",
    responses((status = 200, body = Plugin)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<PluginId>,
) -> Result<Json<Plugin>> {
    let found = app.store.plugin(&id).await?;
    found
        .map(|found| Json(found.plugin))
        .ok_or(Error::NotFound("plugin"))
}
