//! `/api/tags`: labels for conversations. What is on a conversation is in `conversations/tags.rs`.

mod create;
mod delete;
mod list;
mod patch;

use encaixe_api::inbox::tag;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;
use crate::routes::check::{Checked, wrong};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .merge(openapi::admin(
            OpenApiRouter::new().routes(routes!(patch::patch, delete::delete)),
        ))
}

fn color(text: &str) -> Checked<String> {
    tag::color(text).ok_or_else(|| {
        let shown: String = text.chars().take(20).collect();
        wrong(
            "color",
            "invalid",
            format!("`{shown}` is no colour; six hexadecimal digits are expected, such as #7c3aed"),
        )
    })
}
