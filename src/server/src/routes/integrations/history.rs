//! `GET /api/integrations/{id}/history`: the steps that it took.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Transition;

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// The steps that an integration of this company took, or that moderators took with it, the newest first.
#[utoipa::path(
    get,
    path = "/integrations/{id}/history",
    operation_id = "list_integration_history",
    tag = "integrations",
    responses((status = 200, body = Page<Transition>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Page<Transition>>> {
    find(&app, &id).await?;
    let server = app.server()?;
    let items = match server.server().await? {
        Some(store) => store.integration_history(&id).await?,
        None => Vec::new(),
    };
    Ok(Json(Page { items, next: None }))
}
