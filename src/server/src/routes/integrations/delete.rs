//! `DELETE /api/integrations/{id}`: nobody lets it in any more.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::IntegrationId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Removes a draft, and takes its program out of this company with all its tokens.
#[utoipa::path(
    delete,
    path = "/integrations/{id}",
    operation_id = "remove_integration",
    tag = "integrations",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<StatusCode> {
    let server = app.server()?;
    let removed = match server.server().await? {
        Some(store) => {
            store
                .remove_integration(app.page.slug.as_ref(), &id)
                .await?
        }
        None => false,
    };
    // What a kill leaves behind here is good for nothing: who asks by it is held to what the server has.
    let writer = app.store.by(caller.actor());
    if removed {
        writer.remove_installation(&id).await?;
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("integration"))
    }
}
