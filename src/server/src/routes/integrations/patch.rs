//! `PATCH /api/integrations/{id}`: something of it changes.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Integration, IntegrationPatch};

use super::edit;
use crate::access::Developer;
use crate::app::Shared;
use crate::check::integration;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::store::integration::Edit;

/// Changes what is written of an integration. A version that was submitted stays as it was: after it, this writes the next one. While a
/// version waits for a moderator, or one looks at it, nothing is changed.
#[utoipa::path(
    patch,
    path = "/integrations/{id}",
    operation_id = "change_integration",
    tag = "integrations",
    request_body = IntegrationPatch,
    responses(
        (status = 200, body = Integration),
        (status = 409, body = ErrorBody, description = "`wrong_state`: a version of it waits for a moderator; take it back first."),
    ),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Developer(caller): Developer,
    PathParts(id): PathParts<IntegrationId>,
    Json(patch): Json<IntegrationPatch>,
) -> Result<Json<Integration>> {
    let (patch, picture) = integration::patch(patch, &app.page.origin)?;
    let part = Edit::Part(&patch);
    let after = edit(&app, &caller, &id, part, picture.as_ref()).await?;
    Ok(Json(after))
}
