//! `POST /api/frames/{id}/state`: what a page sees of a plugin.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::StateReport;

use crate::access::Agent;
use crate::app::Shared;
use crate::check::frame_state;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Says what a page sees of a plugin. It is shown to admins as what was reported, and nothing more follows from it.
#[utoipa::path(
    post,
    path = "/frames/{id}/state",
    operation_id = "report_frame_state",
    tag = "frames",
    request_body = StateReport,
    responses(
        (status = 204),
        (status = 429, body = ErrorBody, description = "`too_often`: ten reports of a plugin are taken at once, and one in two seconds."),
    ),
)]
pub(super) async fn report(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<PluginId>,
    Json(report): Json<StateReport>,
) -> Result<StatusCode> {
    frame_state::validate(&report)?;
    app.reports
        .take((caller.member.id.clone(), id.clone()))
        .map_err(Error::TooOften)?;
    let writer = app.store.by(caller.actor());
    if caller.has_plugin(&app, &id).await? && writer.report_state(&id, &report).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("frame"))
    }
}
