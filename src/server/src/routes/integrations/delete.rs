//! `DELETE /api/integrations/{id}`: nobody lets it in any more.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;

use crate::access::Developer;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Removes an integration of which no version was ever published, and takes its program out of this company with all its tokens. One that
/// was published is retired instead: other companies may have it. One that a moderator stopped stays, with what was said of it.
#[utoipa::path(
    delete,
    path = "/integrations/{id}",
    operation_id = "remove_integration",
    tag = "integrations",
    responses(
        (status = 204),
        (status = 409, body = ErrorBody, description = "`wrong_state`: a version of it was published, or a moderator stopped it."),
    ),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Developer(caller): Developer,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<StatusCode> {
    let server = app.server()?;
    let (removed, is_gone) = match server.server().await? {
        Some(store) => {
            let company = app.page.slug.as_ref();
            let removed = store.remove_integration(company, &id).await??;
            let is_gone = removed.is_some() || store.integration_standing(&id).await?.is_none();
            (removed, is_gone)
        }
        None => (None, true),
    };
    // What a kill leaves behind here is good for nothing: who asks by it is held to what the server has. Whoever asks again takes it out,
    // or the job that sweeps does.
    let writer = app.store.by(caller.actor());
    let was_let_in = is_gone && writer.remove_installation(&id, removed.as_deref()).await?;
    if removed.is_some() {
        server.tell_integrations();
    }
    if removed.is_some() || was_let_in {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("integration"))
    }
}
