//! `/api/me`: who is signed in, where else, and plugins of their own.

mod companies;
mod plugins;
mod sessions;
mod show;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    let own = OpenApiRouter::new()
        .routes(routes!(companies::list))
        .routes(routes!(show::show))
        .routes(routes!(sessions::list, sessions::delete_others))
        .routes(routes!(sessions::delete));
    OpenApiRouter::new()
        .merge(plugins::router())
        .merge(openapi::everyone(own))
}
