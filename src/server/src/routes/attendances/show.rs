//! `GET /api/attendances/{id}`: one attendance.

use axum::extract::State;
use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::Attendance;

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

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
    PathParts(id): PathParts<AttendanceId>,
) -> Result<Json<Attendance>> {
    Ok(Json(load(&app, &id).await?))
}
