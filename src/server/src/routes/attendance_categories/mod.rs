//! `/api/attendance-categories`: what attendances are sorted under when they are closed.

mod create;
mod delete;
mod list;
mod patch;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(create::create))
                .routes(routes!(patch::patch, delete::delete)),
        ))
        .routes(routes!(list::list))
}
