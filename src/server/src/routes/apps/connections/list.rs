//! `GET /api/apps/{app_id}/connections`: all of them.

use axum::extract::State;
use encaixe_api::app::{Connection, ConnectionState};

use crate::access::Admin;
use crate::app::Shared;
use crate::apps::shown;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find;

/// The app's connections, the oldest first, without their secrets.
#[utoipa::path(
    get,
    path = "/apps/{app_id}/connections",
    operation_id = "list_connections",
    tag = "apps",
    responses((status = 200, body = Vec<Connection>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<String>,
) -> Result<Json<Vec<Connection>>> {
    let known = find(&app, &id).await?;
    let all = app.store.connections(&id).await?;
    let mut connected = all
        .iter()
        .filter(|one| one.state == ConnectionState::Connected);
    let default = connected.next().map(|one| one.id.clone());
    let all = all.into_iter();
    let all = all.map(|held| shown::connection(&known, held, default.as_ref()));
    Ok(Json(all.collect()))
}
