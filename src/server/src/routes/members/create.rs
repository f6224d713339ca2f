//! `POST /api/members`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::access::NewMember;
use encaixe_api::inbox::member::Member;

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, NAME_CHARS};
use crate::error::Result;
use crate::extract::Json;
use crate::routes::created::created;
use crate::store::member::New;
use crate::{random, time};

/// Adds somebody.
#[utoipa::path(
    post,
    path = "/members",
    operation_id = "create_member",
    tag = "members",
    request_body = NewMember,
    responses((status = 201, body = Member, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewMember>,
) -> Result<impl IntoResponse + use<>> {
    let name = check::name(&new.name, NAME_CHARS)?;
    let email = check::email(&new.email)?;
    let member = app
        .store
        .by(caller.actor())
        .add_member(&New {
            id: &random::id()?.into(),
            name: &name,
            email: &email,
            phone: None,
            role: new.role,
            is_active: true,
            created_at: time::now(),
        })
        .await??;
    Ok(created(format!("/api/members/{}", member.id), member))
}
