//! `/api/channels`: ways in for messages, and what comes in by them.

mod create;
mod delete;
mod list;
mod messages;
mod patch;
mod state;

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
        .routes(routes!(messages::receive))
        .routes(routes!(state::put))
}
