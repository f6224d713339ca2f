//! `GET /api/apps`: all of them.

use axum::extract::State;
use encaixe_api::app::App;

use super::callback_url;
use crate::access::Admin;
use crate::app::Shared;
use crate::apps::shown;
use crate::error::Result;
use crate::extract::Json;

/// The workspace's apps, by name.
#[utoipa::path(
    get,
    path = "/apps",
    operation_id = "list_apps",
    tag = "apps",
    responses((status = 200, body = Vec<App>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Vec<App>>> {
    let callback = callback_url(&app);
    let apps = app.store.apps().await?.into_iter();
    let apps = apps.map(|known| shown::app(known, &callback));
    Ok(Json(apps.collect()))
}
