//! `/api/attendances`: stretches of service within a conversation.

mod patch;
mod show;

use encaixe_api::inbox::attendance::Attendance;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(show::show, patch::patch))
}

async fn whole(app: &App, id: &str) -> Result<Json<Attendance>> {
    let found = app.store.attendance(id).await?;
    found.map(Json).ok_or(Error::NotFound("attendance"))
}
