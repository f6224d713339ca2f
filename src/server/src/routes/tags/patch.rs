//! `PATCH /api/tags/{id}`: its name, colour, place, and whether it may be put on.

use axum::extract::{Path, State};
use encaixe_api::inbox::tag::{Tag, TagPatch};

use super::color;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::check::keep;
use crate::routes::named::{changed, new_name, sound};

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
