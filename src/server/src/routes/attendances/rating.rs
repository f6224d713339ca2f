//! `PUT /api/attendances/{id}/rating`: how the customer found it.

use axum::extract::State;
use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::{Attendance, NewRating};

use super::load;
use crate::access::Agent;
use crate::app::Shared;
use crate::check::attendance;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Says how the customer found an attendance, in the place of what was said before.
#[utoipa::path(
    put,
    path = "/attendances/{id}/rating",
    operation_id = "rate_attendance",
    tag = "attendances",
    request_body = NewRating,
    responses((status = 200, body = Attendance)),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<AttendanceId>,
    Json(new): Json<NewRating>,
) -> Result<Json<Attendance>> {
    let new = attendance::rating(new)?;
    app.store.by(caller.actor()).rate(&id, &new).await??;
    Ok(Json(load(&app, &id).await?))
}
