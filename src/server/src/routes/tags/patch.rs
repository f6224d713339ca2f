//! `PATCH /api/tags/{id}`: its name, colour, place, and whether it may be put on.

use axum::extract::State;
use encaixe_api::id::TagId;
use encaixe_api::inbox::tag::{Tag, TagPatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Changes a tag: its name, colour, place, and whether it may be put on.
#[utoipa::path(
    patch,
    path = "/tags/{id}",
    operation_id = "change_tag",
    tag = "workspace",
    request_body = TagPatch,
    responses((status = 200, body = Tag)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<TagId>,
    Json(patch): Json<TagPatch>,
) -> Result<Json<Tag>> {
    let mut errors = Vec::new();
    let patch = TagPatch {
        name: patch
            .name
            .and_then(|text| collect_error(&mut errors, check::entry::name(&text))),
        color: patch
            .color
            .as_deref()
            .and_then(|text| collect_error(&mut errors, check::tag::color(text))),
        ..patch
    };
    ensure_valid(errors)?;
    let changed = app
        .store
        .by(caller.actor())
        .patch_tag(&id, &patch)
        .await??;
    Ok(Json(changed))
}
