//! `GET /api/members`: all of them.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::member::Member;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// Who works here.
#[utoipa::path(
    get,
    path = "/members",
    operation_id = "list_members",
    tag = "members",
    responses((status = 200, body = Page<Member>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Member>>> {
    let mut items = app.store.members().await?;
    for member in &mut items {
        member.is_online = app.live.is_online(&member.id);
    }
    Ok(Json(Page { items, next: None }))
}
