//! `/api/reviews`: integrations as moderators of the server look at them, whichever company makes them.

mod checks;
mod details;
mod framed;
mod list;
mod look;
mod show;
mod steps;

use encaixe_api::id::IntegrationId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) use self::look::look_soon;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::openapi;
use crate::store::integration::Registered;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::moderator(
        OpenApiRouter::new()
            .routes(routes!(list::list))
            .routes(routes!(show::show))
            .routes(routes!(steps::step))
            .routes(routes!(checks::look)),
    )
}

/// The integration of that id in the version that was submitted last: before there is one it is its company's alone.
async fn find(app: &App, id: &IntegrationId) -> Result<Registered> {
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) => match store.integration(id).await? {
            Some(found) => store.submitted(found).await?,
            None => None,
        },
        None => None,
    };
    found.ok_or(Error::NotFound("integration"))
}
