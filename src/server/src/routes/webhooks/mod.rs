//! `/api/webhooks`: addresses of other systems that are told what happens, and what became of telling them (admin).

mod create;
mod delete;
mod deliveries;
mod events;
mod list;
mod patch;
mod plug;
mod replay;
mod rotate;
mod secret;
mod show;
mod test;

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::Endpoint;
use url::Url;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::check::{Checked, field_error};
use crate::error::{Error, Result};
use crate::openapi;
use crate::outgoing::Refused;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(events::events))
            .routes(routes!(plug::show))
            .routes(routes!(show::show, patch::patch, delete::delete))
            .routes(routes!(secret::show))
            .routes(routes!(rotate::rotate))
            .routes(routes!(test::test))
            .routes(routes!(replay::replay))
            .routes(routes!(deliveries::list::list))
            .routes(routes!(deliveries::show::show))
            .routes(routes!(deliveries::replay::replay)),
    )
}

/// The endpoint of that id.
async fn find(app: &App, id: &EndpointId) -> Result<Endpoint> {
    let found = app.store.endpoint(id).await?;
    found.ok_or(Error::NotFound("webhook"))
}

/// Whether an address may be asked now. One whose name leads nowhere now may be: it comes with a warning.
async fn may_be_asked(app: &App, url: &Url) -> Checked<Option<String>> {
    match app.delivery.check(url).await {
        Ok(true) => Ok(None),
        Ok(false) => Ok(Some(format!(
            "{} has no address now: deliveries are tried until it has",
            url.host_str().unwrap_or_default()
        ))),
        Err(refused) => Err(field_error("url", code(&refused), refused.to_string())),
    }
}

/// The code of a refused address.
pub(in crate::routes) const fn code(refused: &Refused) -> &'static str {
    match refused {
        Refused::Plain(_) => "not_https",
        Refused::Credentials => "credentials",
        Refused::Private { .. } => "not_public",
    }
}
