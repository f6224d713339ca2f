//! `/api/apps`: other services that are called with credentials that the server keeps (admin), and calls of them by whoever may.

pub(super) mod callback;
mod check;
mod client;
mod connections;
mod create;
mod delete;
mod files;
mod list;
mod request;
mod show;

use encaixe_api::app::App;
use encaixe_api::id::ConnectionId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::app::{App as Server, Shared};
use crate::apps::{fit, shown};
use crate::error::{Error, Result};
use crate::openapi;
use crate::store::app::{Held, Known};
use crate::time::Millis;

pub(super) fn router() -> OpenApiRouter<Shared> {
    let admin = OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(check::check))
        .routes(routes!(show::show, delete::delete))
        .routes(routes!(files::files))
        .routes(routes!(client::client))
        .merge(connections::router());
    openapi::admin(admin).routes(routes!(request::request))
}

/// The app of that `app_id`.
async fn find(app: &Server, id: &str) -> Result<Known> {
    let found = app.store.app(id).await?;
    found.ok_or(Error::NotFound("app"))
}

/// A connection of an app.
async fn find_connection(app: &Server, of: &str, id: &ConnectionId) -> Result<Held> {
    let found = app.store.connection(of, id).await?;
    found.ok_or(Error::NotFound("connection"))
}

/// An app, and a connection of it.
async fn find_both(app: &Server, of: &str, id: &ConnectionId) -> Result<(Known, Held)> {
    Ok((find(app, of).await?, find_connection(app, of, id).await?))
}

/// Why a connection does not fit the version of its app that is in force now, if it does not; it has to be connected again then. Somebody
/// agreed to it at that time.
async fn unfit(
    app: &Server,
    of: &str,
    id: &ConnectionId,
    agreed: Millis,
    actor: Actor,
) -> Result<Option<String>> {
    let (known, held) = find_both(app, of, id).await?;
    let before = app.store.app_descriptor_at(of, agreed).await?;
    let why = fit::misfit(
        before.as_ref().unwrap_or(&known.descriptor),
        &known.descriptor,
        &held.environment,
        &held.fields(),
        held.confirmed_host(),
    );
    if let Some(why) = &why {
        let writer = app.store.by(actor);
        writer.unfit_connection(of, id, why).await?;
    }
    Ok(why)
}

/// The address to which an app's page sends whoever agreed.
fn callback_url(app: &Server) -> String {
    format!("{}/apps/callback", app.page.url())
}

/// An app as the API tells it.
async fn shown(app: &Server, id: &str) -> Result<App> {
    Ok(shown::app(find(app, id).await?, &callback_url(app)))
}
