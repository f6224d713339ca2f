//! `GET /api/installations/{id}`: one of them.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Installation;

use super::view;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// An integration that this company let in.
#[utoipa::path(
    get,
    path = "/installations/{id}",
    operation_id = "show_installation",
    tag = "installations",
    responses((status = 200, body = Installation)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Installation>> {
    view::find(&app, &id).await.map(Json)
}
