//! `GET /api/integrations/{id}/versions`: the versions that were submitted.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Version;

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// The versions of an integration of this company that were submitted, the newest first. Nobody changes them any more.
#[utoipa::path(
    get,
    path = "/integrations/{id}/versions",
    operation_id = "list_integration_versions",
    tag = "integrations",
    responses((status = 200, body = Page<Version>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Page<Version>>> {
    find(&app, &id).await?;
    let server = app.server()?;
    let items = match server.server().await? {
        Some(store) => store.integration_versions(&id).await?,
        None => Vec::new(),
    };
    Ok(Json(Page { items, next: None }))
}
