//! `POST /api/groups`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::inbox::group::{Group, NewGroup};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::made;
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
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::entry::name(&new.name)).unwrap_or_default();
    let icon = new
        .icon
        .as_deref()
        .and_then(|text| collect_error(&mut errors, check::group::icon(text)))
        .flatten();
    let description = new
        .description
        .as_deref()
        .and_then(|text| collect_error(&mut errors, check::entry::description(text)))
        .flatten();
    collect_error(&mut errors, check::group::members(&new.members));
    ensure_valid(errors)?;
    let new = app
        .store
        .by(caller.actor())
        .add_group(&New {
            id: &random::id()?.into(),
            name: &name,
            icon: icon.as_deref(),
            description: description.as_deref(),
            members: &new.members,
            created_at: time::now(),
        })
        .await??;
    Ok(made(new))
}
