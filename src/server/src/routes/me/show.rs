//! `GET /api/me`: who is signed in.

use axum::extract::State;
use encaixe_api::access::Me;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

/// Who is signed in.
#[utoipa::path(
    get,
    path = "/me",
    operation_id = "show_me",
    tag = "access",
    responses((status = 200, body = Me)),
)]
pub(super) async fn show(State(app): State<Shared>, Agent(caller): Agent) -> Result<Json<Me>> {
    let workspace = app
        .store
        .workspace()
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))?;
    let beginning = app.store.member_beginning(&caller.member.id);
    let (locale, timezone) = beginning.await?;
    let mut member = caller.member;
    member.is_online = app.live.is_online(&member.id);
    Ok(Json(Me {
        member,
        workspace,
        locale,
        timezone,
        public_origin: app.page.origin.as_origin(),
        page_url: app.page.url(),
    }))
}
