//! `/api/members`: who works here (admin).

mod create;
mod link;
mod list;
mod patch;
mod sessions;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(patch::patch))
            .routes(routes!(link::create))
            .routes(routes!(sessions::list, sessions::delete_all))
            .routes(routes!(sessions::delete)),
    )
}
