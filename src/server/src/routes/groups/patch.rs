//! `PATCH /api/groups/{id}`: its name, icon, description, members, place, and whether conversations may be moved to it.

use axum::extract::{Path, State};
use encaixe_api::inbox::group::{Group, GroupPatch};

use super::{icon, members};
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::{changed, description, new_name, sound};

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
