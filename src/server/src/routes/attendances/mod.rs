//! `/api/attendances`: stretches of service within a conversation.

mod patch;
mod rating;
mod rating_link;
mod show;

use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::Attendance;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(show::show, patch::patch))
        .routes(routes!(rating::put))
        .routes(routes!(rating_link::create))
}

/// The attendance.
///
/// # Errors
/// 404 when there is none.
async fn load(app: &App, id: &AttendanceId) -> Result<Attendance> {
    let found = app.store.attendance(id).await?;
    found.ok_or(Error::NotFound("attendance"))
}
