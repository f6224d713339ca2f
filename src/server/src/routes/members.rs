//! `/api/members`: who works here (admin).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::{MemberPatch, NewMember, SignInLink};
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::member::Member;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::check;
use crate::access::{Admin, sign_in};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::openapi;
use crate::store::member::{New, Patched};
use crate::{random, time};

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list, create))
            .routes(routes!(change))
            .routes(routes!(link)),
    )
}

/// Who works here.
#[utoipa::path(
    get,
    path = "/members",
    operation_id = "list_members",
    tag = "members",
    responses((status = 200, body = Page<Member>)),
)]
async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Member>>> {
    let mut items = app.store.members().await?;
    for member in &mut items {
        member.is_online = app.live.is_online(&member.id);
    }
    Ok(Json(Page { items, next: None }))
}

/// Adds somebody.
#[utoipa::path(
    post,
    path = "/members",
    operation_id = "create_member",
    tag = "members",
    request_body = NewMember,
    responses((status = 201, body = Member, headers(("Location" = String, description = "Its address.")))),
)]
async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewMember>,
) -> Result<impl IntoResponse + use<>> {
    let name = check::name(&new.name)?;
    let email = check::email(&new.email).map_err(|error| Error::Invalid(vec![error]))?;
    let added = app
        .store
        .by(caller.actor())
        .add_member(&New {
            id: &random::id()?,
            name: &name,
            email: &email,
            phone: None,
            role: new.role,
            is_active: true,
            created_at: time::now(),
        })
        .await?;
    let member =
        added.ok_or_else(|| Error::field("email", "taken", "another member has this address"))?;
    let location = format!("/api/members/{}", member.id);
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(member),
    ))
}

/// Changes a member.
#[utoipa::path(
    patch,
    path = "/members/{id}",
    operation_id = "change_member",
    tag = "members",
    request_body = MemberPatch,
    responses((status = 200, body = Member)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<MemberPatch>,
) -> Result<Json<Member>> {
    let patch = MemberPatch {
        name: patch.name.as_deref().map(check::name).transpose()?,
        ..patch
    };
    let writer = app.store.by(caller.actor());
    match writer.patch_member(&id, &patch).await? {
        Patched::Done(mut member) => {
            member.is_online = app.live.is_online(&member.id);
            Ok(Json(*member))
        }
        Patched::Missing => Err(Error::NotFound("member")),
        Patched::LastAdmin => Err(Error::LastAdmin),
    }
}

/// Makes a sign-in link for a member.
#[utoipa::path(
    post,
    path = "/members/{id}/link",
    operation_id = "create_member_link",
    tag = "members",
    responses((status = 201, body = SignInLink), (status = 422, body = ErrorBody, description = "`invalid`: the member may not sign in.")),
)]
async fn link(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
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
    let link = sign_in::create(&app.store.by(caller.actor()), &app.origin, &id).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
