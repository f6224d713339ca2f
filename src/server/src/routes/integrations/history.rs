//! `GET /api/integrations/{id}/history`: the steps that it took.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Transition;

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, Paging, PathParts};

/// The steps that an integration of this company took, or that moderators took with it, and the edits by which a version began, the
/// newest first.
#[utoipa::path(
    get,
    path = "/integrations/{id}/history",
    operation_id = "list_integration_history",
    tag = "integrations",
    params(Paging),
    responses((status = 200, body = Page<Transition>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
    paging: Paging,
) -> Result<Json<Page<Transition>>> {
    find(&app, &id).await?;
    let server = app.server()?;
    let page = match server.server().await? {
        Some(store) => {
            let page = store.integration_history(&id, &paging.before, paging.limit);
            page.await?
        }
        None => Page {
            items: Vec::new(),
            next: None,
        },
    };
    Ok(Json(page))
}
