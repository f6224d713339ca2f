//! `GET /api/canned-replies`: everybody's and the caller's own.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::canned_reply::CannedReply;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// Everybody's canned replies and the caller's own, by name.
#[utoipa::path(
    get,
    path = "/canned-replies",
    operation_id = "list_canned_replies",
    tag = "canned replies",
    responses((status = 200, body = Page<CannedReply>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
) -> Result<Json<Page<CannedReply>>> {
    let items = app.store.canned_replies(caller.member_id()).await?;
    Ok(Json(Page { items, next: None }))
}
