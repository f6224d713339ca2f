//! `POST /api/groups`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::group::{Group, NewGroup};

use super::{icon, members};
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::{description, made, name, sound};
use crate::store::group::New;
use crate::{random, time};

/// Makes a group.
#[utoipa::path(
    post,
    path = "/groups",
    operation_id = "create_group",
    tag = "workspace",
    request_body = NewGroup,
    responses((status = 201, body = Group)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewGroup>,
) -> Result<impl IntoResponse + use<>> {
    let mut wrong = Vec::new();
    let name = name(&new.name, &mut wrong);
    let icon = new.icon.as_deref().and_then(|text| icon(text, &mut wrong));
    let description = new
        .description
        .as_deref()
        .and_then(|text| description(text, &mut wrong));
    members(&new.members, &mut wrong);
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .add_group(&New {
            id: &random::id()?,
            name: &name,
            icon: icon.as_deref(),
            description: description.as_deref(),
            members: new.members.iter().map(MemberId::as_str).collect(),
            created_at: time::now(),
        })
        .await?;
    made(done)
}
