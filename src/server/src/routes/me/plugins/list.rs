//! `GET /api/me/plugins`: the caller's own.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::plugin::Plugin;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The plugins that only the caller sees. An API token has none.
#[utoipa::path(
    get,
    path = "/me/plugins",
    operation_id = "list_own_plugins",
    tag = "plugins",
    responses((status = 200, body = Page<Plugin>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
) -> Result<Json<Page<Plugin>>> {
    let items = match caller.member_id() {
        Some(member) => app.store.dev_plugins(member).await?,
        None => Vec::new(),
    };
    Ok(Json(Page { items, next: None }))
}
