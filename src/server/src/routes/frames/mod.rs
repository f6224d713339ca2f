//! `/api/frames`: the enabled plugins, ready to be embedded, and what the page sees of them.

mod icon;
mod list;
mod state;
mod token;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(icon::show))
        .routes(routes!(state::report))
        .routes(routes!(token::create))
}
