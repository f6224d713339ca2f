//! `GET /api/apps/{app_id}/connections/{id}/calls`: what was called by it.

use axum::extract::State;
use encaixe_api::app::AppCall;
use encaixe_api::id::ConnectionId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find_connection;

/// The last 100 calls of a connection, the newest first: never a query, a header or a body.
#[utoipa::path(
    get,
    path = "/apps/{app_id}/connections/{id}/calls",
    operation_id = "list_app_calls",
    tag = "apps",
    responses((status = 200, body = Vec<AppCall>)),
)]
pub(super) async fn calls(
    State(app): State<Shared>,
    _: Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<Json<Vec<AppCall>>> {
    find_connection(&app, &of, &id).await?;
    Ok(Json(app.store.app_calls(&id).await?))
}
