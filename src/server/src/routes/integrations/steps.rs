//! `POST /api/integrations/{id}/steps`: its company takes it a step on its way to others.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{DeveloperStep, Integration, Reviewed, Step, next};

use super::find;
use crate::access::Developer;
use crate::app::Shared;
use crate::check::integration;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::routes::reviews::look_soon;
use crate::store::integration::Taken;

/// Takes a step: gives a version to the moderators, takes it back, publishes what they took, or ends and begins to offer it. What is
/// submitted has a description, a redirect URI, and a page of its own or an address where it is installed, none of this machine.
#[utoipa::path(
    post,
    path = "/integrations/{id}/steps",
    operation_id = "step_integration",
    tag = "integrations",
    request_body = Reviewed,
    responses(
        (status = 200, body = Integration),
        (status = 409, body = ErrorBody, description = "`wrong_state`: it does not stand so that this could be done, or it has 200 versions. `changed_meanwhile`: somebody wrote it anew at the same time."),
        (status = 429, body = ErrorBody, description = "`too_often`: this company submits too often; `Retry-After` says when it may again."),
    ),
)]
pub(super) async fn step(
    State(app): State<Shared>,
    Developer(caller): Developer,
    PathParts(id): PathParts<IntegrationId>,
    Json(wanted): Json<Reviewed>,
) -> Result<Json<Integration>> {
    let step = Step::Developer(wanted.step);
    let reason = integration::reason(step, &wanted.reason)?;
    let before = find(&app, &id).await?;
    let is_submit = wanted.step == DeveloperStep::Submit;
    let written = &before.integration.manifest;
    // What cannot be submitted now is told so first, whatever is written.
    if is_submit && next(before.working, step).is_some() {
        integration::complete(written)?;
        app.submits.take(()).map_err(Error::TooOften)?;
    }
    let taken = Taken {
        step,
        version: None,
        manifest: is_submit.then_some(written),
        actor: &caller.member.name,
        reason: &reason,
    };
    let server = app.server()?;
    let store = server
        .server()
        .await?
        .ok_or(Error::NotFound("integration"))?;
    let standing = store.step_integration(&id, &taken).await??;
    let after = find(&app, &id).await?;
    let writer = app.store.by(caller.actor());
    writer
        .note_integration_step(&after.integration, step, standing.version, &reason)
        .await?;
    match wanted.step {
        DeveloperStep::Submit => look_soon(&app, &id, standing.version),
        DeveloperStep::Publish | DeveloperStep::Retire | DeveloperStep::Offer => {
            server.tell_integrations();
        }
        DeveloperStep::Withdraw => {}
    }
    Ok(Json(after.integration))
}
