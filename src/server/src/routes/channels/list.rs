//! `GET /api/channels`: all of them, in their order.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::channel::Channel;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::page_of;

/// The ways in for messages, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/channels",
    operation_id = "list_channels",
    tag = "channels",
    responses((status = 200, body = Page<Channel>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Channel>>> {
    page_of(&app, app.store.channels().await?).await
}
