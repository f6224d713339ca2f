//! `POST /api/members/{id}/link`: a sign-in link.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::access::SignInLink;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::MemberId;

use crate::access::{Admin, sign_in};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Makes a sign-in link for a member.
#[utoipa::path(
    post,
    path = "/members/{id}/link",
    operation_id = "create_member_link",
    tag = "members",
    responses((status = 201, body = SignInLink), (status = 422, body = ErrorBody, description = "`invalid`: the member may not sign in.")),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<MemberId>,
) -> Result<(StatusCode, Json<SignInLink>)> {
    let member = app.store.member(&id).await?;
    let member = member.ok_or(Error::NotFound("member"))?;
    if !member.is_active {
        return Err(Error::field(
            "id",
            "inactive",
            "this member may not sign in; make them active first",
        ));
    }
    let link = sign_in::create(&app.store.by(caller.actor()), &app.page, &id).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
