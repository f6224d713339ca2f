//! `/api/tags`: labels for conversations. What is on a conversation is in `routes/tags.rs`.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::access::Role;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::tag::{self, NewTag, Tag, TagPatch};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{changed, made, name, new_name, page_of, removed, sound};
use crate::access::{Admin, Agent};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::check::{Checked, keep, wrong};
use crate::store::tag::New;
use crate::{openapi, random, time};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .merge(openapi::admin(
            OpenApiRouter::new().routes(routes!(change, remove)),
        ))
}

/// Every tag, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/tags",
    operation_id = "list_tags",
    tag = "workspace",
    responses((status = 200, body = Page<Tag>)),
)]
async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Tag>>> {
    page_of(&app, app.store.tags().await?).await
}

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
async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Json(new): Json<NewTag>,
) -> Result<impl IntoResponse + use<>> {
    let workspace = app.store.workspace().await?.unwrap_or_default();
    match caller.member.role {
        Role::Admin => {}
        Role::Agent if workspace.agents_make_tags => {}
        Role::Agent => return Err(Error::Forbidden),
    }
    let mut wrong = Vec::new();
    let name = name(&new.name, &mut wrong);
    let color = new
        .color
        .as_deref()
        .and_then(|text| keep(&mut wrong, color(text)));
    sound(wrong)?;
    let color = match color {
        Some(color) => color,
        None => app.store.rare_color().await?.to_owned(),
    };
    let done = app
        .store
        .by(caller.actor())
        .add_new_tag(&New {
            id: &random::id()?,
            name: &name,
            color: &color,
            is_active: true,
            created_at: time::now(),
        })
        .await?;
    made(done)
}

/// Changes a tag: its name, colour, place, and whether it may be put on.
#[utoipa::path(
    patch,
    path = "/tags/{id}",
    operation_id = "change_tag",
    tag = "workspace",
    request_body = TagPatch,
    responses((status = 200, body = Tag)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<TagPatch>,
) -> Result<Json<Tag>> {
    let mut wrong = Vec::new();
    let patch = TagPatch {
        name: new_name(patch.name.as_deref(), &mut wrong),
        color: patch
            .color
            .as_deref()
            .and_then(|text| keep(&mut wrong, color(text))),
        ..patch
    };
    sound(wrong)?;
    let done = app.store.by(caller.actor()).patch_tag(&id, &patch).await?;
    changed(done)
}

/// Deletes a tag that is on no conversation.
#[utoipa::path(
    delete,
    path = "/tags/{id}",
    operation_id = "delete_tag",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: the tag is on conversations; switch it off instead.")),
)]
async fn remove(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    removed::<Tag>(&app, &caller, &id).await
}

fn color(text: &str) -> Checked<String> {
    tag::color(text).ok_or_else(|| {
        let shown: String = text.chars().take(20).collect();
        wrong(
            "color",
            "invalid",
            format!("`{shown}` is no colour; six hexadecimal digits are expected, such as #7c3aed"),
        )
    })
}
