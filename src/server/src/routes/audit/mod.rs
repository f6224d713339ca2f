//! `/api/audit`: who did what to what, and when.

mod csv;
mod list;
mod query;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(OpenApiRouter::new().routes(routes!(list::list)))
}
