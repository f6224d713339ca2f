//! `/api/tokens`: ways in for programs (admin).

mod create;
mod delete;
mod list;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list::list, create::create))
            .routes(routes!(delete::delete)),
    )
}
