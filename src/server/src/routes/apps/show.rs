//! `GET /api/apps/{app_id}`: one of them.

use axum::extract::State;
use encaixe_api::app::App;

use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// An app, as its version in force has it.
#[utoipa::path(
    get,
    path = "/apps/{app_id}",
    operation_id = "show_app",
    tag = "apps",
    responses((status = 200, body = App)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<String>,
) -> Result<Json<App>> {
    shown(&app, &id).await.map(Json)
}
