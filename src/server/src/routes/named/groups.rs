//! `/api/groups`: teams of members.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::error::{ErrorBody, FieldError};
use encaixe_api::id::MemberId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::group::{Group, GroupPatch, NewGroup};
use encaixe_api::visible;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{changed, description, made, name, new_name, optional, page_of, removed, sound};
use crate::access::{Admin, Agent};
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::check::{keep, wrong};
use crate::store::group::New;
use crate::{openapi, random, time};

/// An emoji is several characters at times: a person, a colour, joiners.
const ICON_CHARS: usize = 16;

/// The most members of a group.
const MEMBERS: usize = 500;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(create))
                .routes(routes!(change, remove)),
        ))
        .routes(routes!(list))
}

/// Every group, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/groups",
    operation_id = "list_groups",
    tag = "workspace",
    responses((status = 200, body = Page<Group>)),
)]
async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Group>>> {
    page_of(&app, app.store.groups().await?).await
}

/// Makes a group.
#[utoipa::path(
    post,
    path = "/groups",
    operation_id = "create_group",
    tag = "workspace",
    request_body = NewGroup,
    responses((status = 201, body = Group)),
)]
async fn create(
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

/// Changes a group: its name, icon, description, members, place, and whether conversations may be moved to it.
#[utoipa::path(
    patch,
    path = "/groups/{id}",
    operation_id = "change_group",
    tag = "workspace",
    request_body = GroupPatch,
    responses((status = 200, body = Group)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<GroupPatch>,
) -> Result<Json<Group>> {
    let mut wrong = Vec::new();
    let patch = GroupPatch {
        name: new_name(patch.name.as_deref(), &mut wrong),
        icon: patch
            .icon
            .map(|text| text.and_then(|text| icon(&text, &mut wrong))),
        description: patch
            .description
            .map(|text| text.and_then(|text| description(&text, &mut wrong))),
        ..patch
    };
    if let Some(asked) = &patch.members {
        members(asked, &mut wrong);
    }
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .patch_group(&id, &patch)
        .await?;
    changed(done)
}

/// Deletes a group that no conversation is in.
#[utoipa::path(
    delete,
    path = "/groups/{id}",
    operation_id = "delete_group",
    tag = "workspace",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: conversations are in the group; switch it off instead.")),
)]
async fn remove(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    removed::<Group>(&app, &caller, &id).await
}

fn icon(text: &str, wrong: &mut Vec<FieldError>) -> Option<String> {
    let icon = keep(wrong, optional("icon", text, ICON_CHARS)).flatten()?;
    Some(visible::name(&icon))
}

/// Their number; who they are is looked up where they are written.
fn members(asked: &[MemberId], errors: &mut Vec<FieldError>) {
    if asked.is_empty() {
        errors.push(wrong(
            "members",
            "empty",
            "a group needs a member: what is moved to a group of nobody is seen by nobody"
                .to_owned(),
        ));
    } else if asked.len() > MEMBERS {
        let message = format!(
            "at most {MEMBERS} members are taken; these are {}",
            asked.len()
        );
        errors.push(wrong("members", "too_many", message));
    }
}
