//! `GET /api/tags`: all of them, in their order.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::tag::Tag;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::page_of;

/// Every tag, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/tags",
    operation_id = "list_tags",
    tag = "workspace",
    responses((status = 200, body = Page<Tag>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Tag>>> {
    page_of(&app, app.store.tags().await?).await
}
