//! `GET /api/integrations`: all that this company makes.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Integration;

use crate::access::Developer;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The integrations that this company makes, the newest last.
#[utoipa::path(
    get,
    path = "/integrations",
    operation_id = "list_integrations",
    tag = "integrations",
    responses((status = 200, body = Page<Integration>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Developer,
) -> Result<Json<Page<Integration>>> {
    let server = app.server()?;
    let items = match server.server().await? {
        Some(store) => store.integrations(app.page.slug.as_ref()).await?,
        None => Vec::new(),
    };
    Ok(Json(Page { items, next: None }))
}
