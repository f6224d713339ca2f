//! `PATCH /api/attendances/{id}`: its custom fields.

use axum::extract::State;
use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::{Attendance, AttendancePatch};

use super::load;
use crate::access::May;
use crate::access::permission::AttendanceWrite;
use crate::app::Shared;
use crate::check::ensure_valid;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::{fields, granted};

/// Changes an attendance's custom fields.
#[utoipa::path(
    patch,
    path = "/attendances/{id}",
    operation_id = "change_attendance",
    tag = "attendances",
    request_body = AttendancePatch,
    responses((status = 200, body = Attendance)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    May(caller, _): May<AttendanceWrite>,
    PathParts(id): PathParts<AttendanceId>,
    Json(patch): Json<AttendancePatch>,
) -> Result<Json<Attendance>> {
    let mut errors = Vec::new();
    let changes = fields::validate(&app, "session", &patch.fields, &mut errors).await?;
    ensure_valid(errors)?;
    let writer = app.store.by(caller.actor());
    writer.patch_attendance(&id, &changes).await??;
    let mut whole = load(&app, &id).await?;
    granted::attendance(&caller, &mut whole);
    Ok(Json(whole))
}
