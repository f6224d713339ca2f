//! `GET /api/plugins`: the registered plugins.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::plugin::Plugin;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The registered plugins.
#[utoipa::path(
    get,
    path = "/plugins",
    operation_id = "list_plugins",
    tag = "plugins",
    responses((status = 200, body = Page<Plugin>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Plugin>>> {
    let plugins = app.store.plugins().await?;
    Ok(Json(Page {
        items: plugins.into_iter().map(|one| one.plugin).collect(),
        next: None,
    }))
}
