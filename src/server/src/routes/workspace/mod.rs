//! `/api/workspace`: what the page needs to name things, and the company itself.

mod patch;
mod show;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new().routes(routes!(patch::patch)),
        ))
        .merge(openapi::everyone(
            OpenApiRouter::new().routes(routes!(show::show)),
        ))
}
