//! `PATCH /api/integrations/{id}`: something of it changes.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Integration, IntegrationPatch};

use super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::check::integration;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Changes a draft.
#[utoipa::path(
    patch,
    path = "/integrations/{id}",
    operation_id = "change_integration",
    tag = "integrations",
    request_body = IntegrationPatch,
    responses((status = 200, body = Integration)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<IntegrationId>,
    Json(patch): Json<IntegrationPatch>,
) -> Result<Json<Integration>> {
    let patch = integration::patch(patch)?;
    let before = find(&app, &id).await?;
    let server = app.server()?;
    let changed = match server.server().await? {
        Some(store) => {
            store
                .patch_integration(app.page.slug.as_ref(), &id, &patch)
                .await?
        }
        None => false,
    };
    if !changed {
        return Err(Error::NotFound("integration"));
    }
    let after = find(&app, &id).await?;
    let writer = app.store.by(caller.actor());
    writer.note_integration_changed(&before, &after).await?;
    Ok(Json(after))
}
