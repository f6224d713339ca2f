//! `GET /api/installations`: what this company let in.

use axum::extract::State;
use encaixe_api::inbox::Page;
use encaixe_api::integration::Installation;

use super::view;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::marketplace::Names;

/// The integrations that this company let in, the newest last.
#[utoipa::path(
    get,
    path = "/installations",
    operation_id = "list_installations",
    tag = "installations",
    responses((status = 200, body = Page<Installation>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Installation>>> {
    let mut names = Names::new(&app);
    let mut items = Vec::new();
    for installed in app.store.installed().await? {
        items.push(view::shown(&app, &mut names, installed).await?);
    }
    Ok(Json(Page { items, next: None }))
}
