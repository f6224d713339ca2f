//! `POST /api/members/{id}/link`: a sign-in link.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::access::SignInLink;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::MemberId;

use crate::access::{Admin, Caller, Proof, sign_in};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Makes a sign-in link for a member. One who is a moderator of the server makes theirs alone, or gets it from whoever runs the server
/// (`encaixe link create`): nobody else decides in their place.
#[utoipa::path(
    post,
    path = "/members/{id}/link",
    operation_id = "create_member_link",
    tag = "members",
    responses(
        (status = 201, body = SignInLink),
        (status = 409, body = ErrorBody, description = "`wrong_state`: the member is a moderator of the server."),
        (status = 422, body = ErrorBody, description = "`invalid`: the member may not sign in."),
    ),
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
    may_let_in(&app, &caller, &id).await?;
    let link = sign_in::create(&app.store.by(caller.actor()), &app.page, &id).await?;
    // Who was made a moderator meanwhile is let in by nobody else: the link is told to nobody.
    may_let_in(&app, &caller, &id).await?;
    Ok((StatusCode::CREATED, Json(link)))
}

/// Refuses a way into the place of a moderator of the server to everybody but themselves, in their own page.
async fn may_let_in(app: &App, caller: &Caller, member: &MemberId) -> Result<()> {
    let is_in_page = matches!(caller.proof, Proof::Session(_)) && caller.plugin.is_none();
    if is_in_page && caller.member.id == *member {
        return Ok(());
    }
    let server = app.server()?;
    let Some(store) = server.server().await? else {
        return Ok(());
    };
    if store.is_moderator(app.page.slug.as_ref(), member).await? {
        let why = "this member is a moderator of the server, so nobody else makes a sign-in link for them; whoever runs the server can, with \
            `encaixe link create`";
        return Err(Error::WrongState(why.to_owned()));
    }
    Ok(())
}
