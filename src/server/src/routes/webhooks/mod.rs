//! `/api/webhooks`: endpoints that are told what happened.

mod plug;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(OpenApiRouter::new().routes(routes!(plug::show)))
}
