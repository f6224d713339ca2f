//! `/api/integrations`: programs that companies let in, as the company that makes them registers them (admin); and beside them what
//! programs that were written for other systems ask, as those have it.

mod create;
mod delete;
mod list;
mod patch;
mod rotate;
mod show;
mod update_webhooks;

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Integration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::openapi;
use crate::random;

/// What each secret begins with, so that people and scanners of leaked secrets know it.
const PREFIX: &str = "ens_";

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(show::show, patch::patch, delete::delete))
            .routes(routes!(rotate::rotate)),
    )
}

/// Outside of what stands before the rest of the API: another verb is refused before it is asked who comes.
pub(super) fn plug() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(update_webhooks::put))
}

/// The integration of that id, if this company makes it.
async fn find(app: &App, id: &IntegrationId) -> Result<Integration> {
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) => store.integration(id).await?,
        None => None,
    };
    let own = found.filter(|found| found.company == app.page.slug);
    let own = own.ok_or(Error::NotFound("integration"))?;
    Ok(own.integration)
}

/// A new secret.
fn secret() -> Result<String> {
    let secret = random::secret().map_err(|error| Error::Internal(error.into()))?;
    Ok(format!("{PREFIX}{secret}"))
}
