//! `/api/apps/{app_id}/connections`: credentials for an app, under names (admin).

mod authorize;
mod calls;
mod create;
mod delete;
mod keep;
mod list;
mod patch;
mod ping;
mod ping_made_up;
mod show;
mod r#try;

use encaixe_api::app::Connection;
use encaixe_api::id::ConnectionId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::apps::shown;
use crate::error::Result;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(show::show, patch::patch, delete::delete))
        .routes(routes!(r#try::attempt))
        .routes(routes!(ping::ping))
        .routes(routes!(ping_made_up::ping_made_up))
        .routes(routes!(authorize::authorize))
        .routes(routes!(keep::keep))
        .routes(routes!(calls::calls))
}

/// A connection as the API tells it.
async fn shown(app: &App, of: &str, id: &ConnectionId) -> Result<Connection> {
    let (known, held) = super::find_both(app, of, id).await?;
    let default = app.store.default_connection(of).await?.map(|one| one.id);
    Ok(shown::connection(&known, held, default.as_ref()))
}
