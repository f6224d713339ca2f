//! `GET /rate/{code}`: the page that a link opens.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::app::Shared;
use crate::routes::pages::shell;

/// The page that a rating link opens. Nothing is used up.
#[utoipa::path(
    get,
    path = "/rate/{code}",
    operation_id = "open_rating",
    tag = "attendances",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The browser has it."),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
    ),
)]
pub(super) async fn show(app: State<Shared>, asked: HeaderMap) -> Response {
    shell(app, asked).await
}
