//! `GET /api/me`: who is signed in.

use axum::extract::State;
use encaixe_api::access::Me;

use crate::access::{Signed, is_moderator};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::granted;

/// Who is signed in. A developer is not told how the company has things done.
#[utoipa::path(
    get,
    path = "/me",
    operation_id = "show_me",
    tag = "access",
    responses((status = 200, body = Me)),
)]
pub(super) async fn show(State(app): State<Shared>, Signed(caller): Signed) -> Result<Json<Me>> {
    let mut workspace = app
        .store
        .workspace()
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))?;
    if caller.is_developer() {
        granted::no_settings(&mut workspace);
    }
    let beginning = app.store.member_beginning(&caller.member.id);
    let (locale, timezone) = beginning.await?;
    let is_moderator = is_moderator(&app, &caller).await?;
    let mut member = caller.member;
    member.is_online = app.live.is_online(&member.id);
    Ok(Json(Me {
        member,
        workspace,
        locale,
        timezone,
        public_origin: app.page.origin.as_origin(),
        page_url: app.page.url(),
        is_moderator,
    }))
}
