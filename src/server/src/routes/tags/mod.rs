//! `/api/tags`: labels for conversations. What is on a conversation is in `conversations/tags.rs`.

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
        .routes(routes!(list::list, create::create))
        .merge(openapi::admin(
            OpenApiRouter::new().routes(routes!(patch::patch, delete::delete)),
        ))
}
