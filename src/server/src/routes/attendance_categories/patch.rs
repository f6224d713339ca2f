//! `PATCH /api/attendance-categories/{id}`: its name, colour, items, place, and whether it may be chosen.

use axum::extract::State;
use encaixe_api::id::CategoryId;
use encaixe_api::inbox::category::{Category, CategoryPatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, category, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Changes a category: its name, colour, items, place, and whether it may be chosen.
#[utoipa::path(
    patch,
    path = "/attendance-categories/{id}",
    operation_id = "change_category",
    tag = "attendances",
    request_body = CategoryPatch,
    responses((status = 200, body = Category)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<CategoryId>,
    Json(patch): Json<CategoryPatch>,
) -> Result<Json<Category>> {
    let mut errors = Vec::new();
    let patch = CategoryPatch {
        name: patch
            .name
            .and_then(|text| collect_error(&mut errors, check::entry::name(&text))),
        color: patch
            .color
            .as_deref()
            .and_then(|text| collect_error(&mut errors, check::tag::color(text))),
        items: patch
            .items
            .map(|items| category::items(&items, &mut errors)),
        ..patch
    };
    ensure_valid(errors)?;
    let writer = app.store.by(caller.actor());
    Ok(Json(writer.patch_category(&id, &patch).await??))
}
