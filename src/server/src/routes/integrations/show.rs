//! `GET /api/integrations/{id}`: one of them.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Integration;

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// An integration that this company makes.
#[utoipa::path(
    get,
    path = "/integrations/{id}",
    operation_id = "show_integration",
    tag = "integrations",
    responses((status = 200, body = Integration)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Integration>> {
    let found = find(&app, &id).await?;
    Ok(Json(found.integration))
}
