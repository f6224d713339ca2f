//! `GET /rate/{code}`: the page that a link opens.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::page::{self, Filled};
use super::{Asker, slow, tell};
use crate::app::{App, Shared};
use crate::error::Result;
use crate::random::sha256_hex;
use crate::texts::Language;

/// The page that a rating link opens, in the language of the browser. Nothing is used up.
#[utoipa::path(
    get,
    path = "/rate/{code}",
    operation_id = "open_rating",
    tag = "attendances",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
        (status = 404, body = String, content_type = "text/html", description = "There is no such link."),
        (status = 410, body = String, content_type = "text/html", description = "The link was used before, or is too old."),
        (status = 429, body = String, content_type = "text/html", description = "Sixty requests from one address are taken at once, and one in a second."),
    ),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Asker,
    headers: HeaderMap,
) -> Result<Response> {
    draw(&app, &code, peer, &headers, &Filled::default()).await
}

/// The form with what was filled in so far, or why there is none.
pub(super) async fn draw(
    app: &App,
    code: &str,
    peer: Asker,
    headers: &HeaderMap,
    filled: &Filled,
) -> Result<Response> {
    let language = Language::of(headers);
    if slow(app, &peer).is_err() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return Ok(page::say(language, status, "rating-too-often"));
    }
    if let Err(refusal) = app.store.look_at_rating_link(&sha256_hex(code)).await? {
        tell(app, &refusal, peer, headers);
        return Ok(page::refuse(language, &refusal));
    }
    let workspace = app.store.workspace().await?.unwrap_or_default();
    let action = format!("/rate/{code}/form");
    Ok(page::ask(language, &workspace.name, &action, filled))
}
