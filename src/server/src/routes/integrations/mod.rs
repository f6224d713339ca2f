//! `/api/integrations`: programs and pages that companies let in, as the company that makes them registers them (admin or developer); and
//! beside them what programs that were written for other systems ask, as those have it.

mod create;
mod delete;
mod history;
mod list;
mod manifest;
mod patch;
mod rotate;
mod show;
mod steps;
mod update_webhooks;
mod versions;

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Integration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Caller;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::openapi;
use crate::picture::Picture;
use crate::random;
use crate::store::integration::{Edit, Registered};

/// What each secret begins with, so that people and scanners of leaked secrets know it.
const PREFIX: &str = "ens_";

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::developer(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(show::show, patch::patch, delete::delete))
            .routes(routes!(manifest::show, manifest::put))
            .routes(routes!(rotate::rotate))
            .routes(routes!(steps::step))
            .routes(routes!(history::list))
            .routes(routes!(versions::list)),
    )
}

/// Outside of what stands before the rest of the API: another verb is refused before it is asked who comes.
pub(super) fn plug() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(update_webhooks::put))
}

/// The integration of that id, if this company makes it.
async fn find(app: &App, id: &IntegrationId) -> Result<Registered> {
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) => store.integration(id).await?,
        None => None,
    };
    let own = found.filter(|found| found.is_of(app.page.slug.as_ref()));
    own.ok_or(Error::NotFound("integration"))
}

/// Writes an integration of this company anew; what it is then.
async fn edit(
    app: &App,
    caller: &Caller,
    id: &IntegrationId,
    edit: Edit<'_>,
    picture: Option<&Picture>,
) -> Result<Integration> {
    let before = find(app, id).await?;
    let server = app.server()?;
    let store = server
        .server()
        .await?
        .ok_or(Error::NotFound("integration"))?;
    let company = app.page.slug.as_ref();
    store
        .edit_integration(company, id, edit, picture, &caller.member.name)
        .await??;
    let after = find(app, id).await?;
    let writer = app.store.by(caller.actor());
    writer
        .note_integration_changed(&before.integration, &after.integration)
        .await?;
    // Until a version is published, what is written is in force in this company.
    if after.published.is_none() && before != after {
        server.tell_integrations();
    }
    Ok(after.integration)
}

/// A new secret.
fn secret() -> Result<String> {
    let secret = random::secret().map_err(|error| Error::Internal(error.into()))?;
    Ok(format!("{PREFIX}{secret}"))
}
