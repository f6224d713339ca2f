//! `PATCH /api/custom-fields/{id}`: its name, description, options, place, and whether it may be filled in.

use axum::extract::State;
use encaixe_api::id::CustomFieldId;
use encaixe_api::inbox::custom_field::{CustomField, CustomFieldPatch};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Changes a custom field: its name, description, options, place, and whether it may be filled in.
#[utoipa::path(
    patch,
    path = "/custom-fields/{id}",
    operation_id = "change_custom_field",
    tag = "workspace",
    request_body = CustomFieldPatch,
    responses((status = 200, body = CustomField)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<CustomFieldId>,
    Json(patch): Json<CustomFieldPatch>,
) -> Result<Json<CustomField>> {
    let field = app.store.custom_field(&id).await?;
    let field = field.ok_or(Error::NotFound("custom field"))?;
    let mut errors = Vec::new();
    let patch = CustomFieldPatch {
        name: patch
            .name
            .and_then(|text| collect_error(&mut errors, check::entry::name(&text))),
        description: patch
            .description
            .map(|text| collect_error(&mut errors, check::entry::description(&text?)).flatten()),
        options: patch.options.and_then(|asked| {
            let options = check::custom_field::options(&field.kind, &asked, &field.options);
            collect_error(&mut errors, options)
        }),
        ..patch
    };
    ensure_valid(errors)?;
    let changed = app
        .store
        .by(caller.actor())
        .patch_custom_field(&id, &patch)
        .await??;
    Ok(Json(changed))
}
