//! `PATCH /api/custom-fields/{id}`: its name, description, options, place, and whether it may be filled in.

use axum::extract::{Path, State};
use encaixe_api::inbox::custom_field::{CustomField, CustomFieldPatch};

use super::check::options;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::check::keep;
use crate::routes::named::{changed, description, new_name, sound};

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
    Path(id): Path<String>,
    Json(patch): Json<CustomFieldPatch>,
) -> Result<Json<CustomField>> {
    let field = app.store.custom_field(&id).await?;
    let field = field.ok_or(Error::NotFound("custom field"))?;
    let mut wrong = Vec::new();
    let patch = CustomFieldPatch {
        name: new_name(patch.name.as_deref(), &mut wrong),
        description: patch
            .description
            .map(|text| text.and_then(|text| description(&text, &mut wrong))),
        options: patch
            .options
            .as_deref()
            .and_then(|asked| keep(&mut wrong, options(&field.kind, asked, &field.options))),
        ..patch
    };
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .patch_custom_field(&id, &patch)
        .await?;
    changed(done)
}
