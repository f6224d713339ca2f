//! `GET /api/attendances/{id}`: one attendance.

use axum::extract::{Path, State};
use encaixe_api::inbox::attendance::Attendance;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// One attendance.
#[utoipa::path(
    get,
    path = "/attendances/{id}",
    operation_id = "show_attendance",
    tag = "attendances",
    responses((status = 200, body = Attendance)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<Json<Attendance>> {
    Ok(Json(load(&app, &id).await?))
}
