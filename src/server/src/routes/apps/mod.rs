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

use crate::app::{App as Server, Shared};
use crate::apps::shown;
use crate::error::{Error, Result};
use crate::openapi;
use crate::store::app::{Held, Known};

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

/// The address to which an app's page sends whoever agreed.
fn callback_url(app: &Server) -> String {
    format!("{}/apps/callback", app.page.url())
}

/// An app as the API tells it.
async fn shown(app: &Server, id: &str) -> Result<App> {
    Ok(shown::app(find(app, id).await?, &callback_url(app)))
}
