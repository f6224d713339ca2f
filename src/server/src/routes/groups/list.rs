//! `GET /api/groups`: all of them, in their order.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::group::Group;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::page_of;

/// Every group, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/groups",
    operation_id = "list_groups",
    tag = "workspace",
    responses((status = 200, body = Page<Group>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Group>>> {
    page_of(&app, app.store.groups().await?).await
}
