//! `POST /api/tags`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::access::Role;
use encaixe_api::inbox::tag::{NewTag, Tag};

use crate::access::Agent;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::named::made;
use crate::store::tag::New;
use crate::{random, time};

/// Makes a tag.
///
/// An admin may, and an agent where the workspace lets agents make tags.
#[utoipa::path(
    post,
    path = "/tags",
    operation_id = "create_tag",
    tag = "workspace",
    request_body = NewTag,
    responses((status = 201, body = Tag)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Json(new): Json<NewTag>,
) -> Result<impl IntoResponse + use<>> {
    let workspace = app.store.workspace().await?.unwrap_or_default();
    match caller.member.role {
        Role::Admin => {}
        Role::Agent if workspace.agents_make_tags => {}
        Role::Agent | Role::Developer => return Err(Error::Forbidden),
    }
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::entry::name(&new.name)).unwrap_or_default();
    let color = new
        .color
        .as_deref()
        .and_then(|text| collect_error(&mut errors, check::tag::color(text)));
    ensure_valid(errors)?;
    let color = match color {
        Some(color) => color,
        None => app.store.rare_color().await?.to_owned(),
    };
    let new = app
        .store
        .by(caller.actor())
        .add_new_tag(&New {
            id: &random::id()?.into(),
            name: &name,
            color: &color,
            is_active: true,
            created_at: time::now(),
        })
        .await??;
    Ok(made(new))
}
