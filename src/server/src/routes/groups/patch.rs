//! `PATCH /api/groups/{id}`: its name, icon, description, members, place, and whether conversations may be moved to it.

use axum::extract::State;
use encaixe_api::id::GroupId;
use encaixe_api::inbox::group::{Group, GroupPatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Changes a group: its name, icon, description, members, place, and whether conversations may be moved to it.
#[utoipa::path(
    patch,
    path = "/groups/{id}",
    operation_id = "change_group",
    tag = "workspace",
    request_body = GroupPatch,
    responses((status = 200, body = Group)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<GroupId>,
    Json(patch): Json<GroupPatch>,
) -> Result<Json<Group>> {
    let mut errors = Vec::new();
    let patch = GroupPatch {
        name: patch
            .name
            .and_then(|text| collect_error(&mut errors, check::entry::name(&text))),
        icon: patch
            .icon
            .map(|text| collect_error(&mut errors, check::group::icon(&text?)).flatten()),
        description: patch
            .description
            .map(|text| collect_error(&mut errors, check::entry::description(&text?)).flatten()),
        ..patch
    };
    if let Some(members) = &patch.members {
        collect_error(&mut errors, check::group::members(members));
    }
    ensure_valid(errors)?;
    let changed = app
        .store
        .by(caller.actor())
        .patch_group(&id, &patch)
        .await??;
    Ok(Json(changed))
}
