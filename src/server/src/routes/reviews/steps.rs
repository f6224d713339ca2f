//! `POST /api/reviews/{id}/steps`: a moderator decides.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{ModeratorStep, ReviewDetails, ReviewStep, Step};

use super::details::details;
use super::find;
use crate::access::{Caller, Moderator};
use crate::actor::Actor;
use crate::app::Shared;
use crate::check::integration;
use crate::company::Home;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::store::integration::{Registered, Taken};

/// Takes a version, asks for changes, refuses it; or stops all of an integration in every company, and lets it go on. Whoever asks for
/// changes, refuses or stops says why.
#[utoipa::path(
    post,
    path = "/reviews/{id}/steps",
    operation_id = "step_review",
    tag = "reviews",
    request_body = ReviewStep,
    responses(
        (status = 200, body = ReviewDetails),
        (status = 409, body = ErrorBody, description = "`wrong_state`: it does not stand so that this could be done. `changed_meanwhile`: another version is worked on by now."),
    ),
)]
pub(super) async fn step(
    State(app): State<Shared>,
    Moderator(caller): Moderator,
    PathParts(id): PathParts<IntegrationId>,
    Json(wanted): Json<ReviewStep>,
) -> Result<Json<ReviewDetails>> {
    let step = Step::Moderator(wanted.step);
    let reason = integration::reason(step, &wanted.reason)?;
    find(&app, &id).await?;
    // What is said of all of it is no matter of the version that was looked at.
    let is_of_all = matches!(wanted.step, ModeratorStep::Suspend | ModeratorStep::Lift);
    let taken = Taken {
        step,
        version: (!is_of_all).then_some(wanted.version),
        manifest: None,
        actor: &caller.member.name,
        reason: &reason,
    };
    let server = app.server()?;
    let store = server
        .server()
        .await?
        .ok_or(Error::NotFound("integration"))?;
    let standing = store.step_integration(&id, &taken).await??;
    if is_of_all {
        server.tell_integrations();
    }
    let after = find(&app, &id).await?;
    let noted = note(&app, &caller, &after, step, standing.version, &reason);
    if let Err(error) = noted.await {
        let company = after.company.as_ref();
        tracing::error!(
            ?company,
            "a step of the integration {id} is not in its company's log: {error:?}"
        );
    }
    details(&app, after).await.map(Json)
}

/// Notes a step in the log of the company that makes the integration. Another company's moderator is nobody there.
async fn note(
    app: &Shared,
    caller: &Caller,
    of: &Registered,
    step: Step,
    version: u32,
    reason: &str,
) -> Result<()> {
    let company = of.company.as_ref();
    let home = Home::any(app, company).await?;
    let home = home.ok_or(Error::NotFound("company"))?;
    let actor = if of.is_of(app.page.slug.as_ref()) {
        caller.actor()
    } else {
        Actor::System
    };
    let writer = home.store.by(actor);
    writer
        .note_integration_step(&of.integration, step, version, reason)
        .await?;
    Ok(())
}
