//! `/api/attendances/{id}`: one stretch of service, and changing its custom fields.

use axum::extract::{Path, State};
use encaixe_api::inbox::attendance::{Attendance, AttendancePatch};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::fields;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::attendance::Patched;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(show, change))
}

/// One attendance.
#[utoipa::path(
    get,
    path = "/attendances/{id}",
    operation_id = "show_attendance",
    tag = "attendances",
    responses((status = 200, body = Attendance)),
)]
async fn show(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
) -> Result<Json<Attendance>> {
    whole(&app, &id).await
}

/// Changes an attendance's custom fields.
#[utoipa::path(
    patch,
    path = "/attendances/{id}",
    operation_id = "change_attendance",
    tag = "attendances",
    request_body = AttendancePatch,
    responses((status = 200, body = Attendance)),
)]
async fn change(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(patch): Json<AttendancePatch>,
) -> Result<Json<Attendance>> {
    let mut wrong = Vec::new();
    let changes = fields::check(&app, "session", &patch.fields, &mut wrong).await?;
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let writer = app.store.by(caller.actor());
    match writer.patch_attendance(&id, &changes).await? {
        Patched::Done => {}
        Patched::Missing => return Err(Error::NotFound("attendance")),
    }
    whole(&app, &id).await
}

async fn whole(app: &App, id: &str) -> Result<Json<Attendance>> {
    let found = app.store.attendance(id).await?;
    found.map(Json).ok_or(Error::NotFound("attendance"))
}
