//! `GET /api/attendance-categories`: all of them, in their order.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::category::Category;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::page_of;

/// Every category with its items, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/attendance-categories",
    operation_id = "list_categories",
    tag = "attendances",
    responses((status = 200, body = Page<Category>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Category>>> {
    page_of(&app, app.store.categories().await?).await
}
