//! `GET /api/integrations/{id}/versions`: the versions that were submitted.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Version;

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, Paging, PathParts};

/// The versions of an integration of this company that were submitted, the newest first. Nobody changes them any more.
#[utoipa::path(
    get,
    path = "/integrations/{id}/versions",
    operation_id = "list_integration_versions",
    tag = "integrations",
    params(Paging),
    responses((status = 200, body = Page<Version>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
    paging: Paging,
) -> Result<Json<Page<Version>>> {
    find(&app, &id).await?;
    let server = app.server()?;
    let page = match server.server().await? {
        Some(store) => {
            let page = store.integration_versions(&id, &paging.before, paging.limit);
            page.await?
        }
        None => Page {
            items: Vec::new(),
            next: None,
        },
    };
    Ok(Json(page))
}
