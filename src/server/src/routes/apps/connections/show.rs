//! `GET /api/apps/{app_id}/connections/{id}`: one of them.

use axum::extract::State;
use encaixe_api::app::Connection;
use encaixe_api::id::ConnectionId;

use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// A connection, without its secrets.
#[utoipa::path(
    get,
    path = "/apps/{app_id}/connections/{id}",
    operation_id = "show_connection",
    tag = "apps",
    responses((status = 200, body = Connection)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<Json<Connection>> {
    shown(&app, &of, &id).await.map(Json)
}
