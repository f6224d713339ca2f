//! `DELETE /api/installations/{id}`: it is taken out.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::IntegrationId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Takes an integration out of this company: its page is gone and its tokens are good for nothing from now on, and its server is told where
/// it wants to be. That cannot be undone; it can be installed anew.
#[utoipa::path(
    delete,
    path = "/installations/{id}",
    operation_id = "remove_installation",
    tag = "installations",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<StatusCode> {
    let server = app.server()?;
    let store = server.server().await?;
    let _alone = app.installing.lock().await;
    let known = match store {
        Some(store) => store.integration(&id).await?,
        None => None,
    };
    let company = app.page.slug.as_ref();
    let agreed = app.store.installation(&id).await?;
    let agreed = agreed.and_then(|installed| installed.agreed);
    // Whose integration is gone has no secret left that a request could be signed by.
    let manifest = known.as_ref().and_then(|known| {
        let in_force = known.in_force(company).map(|(_, manifest)| manifest);
        in_force.or(agreed.as_ref())
    });
    let told_at = manifest.and_then(|manifest| manifest.revocation_url.as_deref());
    if !app.store.by(caller.actor()).uninstall(&id, told_at).await? {
        return Err(Error::NotFound("installation"));
    }
    if let Some(store) = store {
        store.note_uninstalled(&id, company).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
