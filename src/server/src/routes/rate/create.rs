//! `POST /rate/{code}`: what the customer says.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::attendance::NewRating;

use super::{Asker, rate, slow, told};
use crate::app::Shared;
use crate::check::attendance;
use crate::error::Result;
use crate::extract::Json;

/// Says how the customer found an attendance, by a link that is good once.
#[utoipa::path(
    post,
    path = "/rate/{code}",
    operation_id = "rate",
    tag = "attendances",
    request_body = NewRating,
    responses(
        (status = 204),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
        (status = 410, body = ErrorBody, description = "`link_spent`: the link was used before. `link_expired`: it is too old."),
        (status = 429, body = ErrorBody, description = "`too_often`: sixty requests from one address are taken at once, and one in a second."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Asker,
    headers: HeaderMap,
    Json(new): Json<NewRating>,
) -> Result<StatusCode> {
    slow(&app, &peer)?;
    let new = attendance::rating(new)?;
    let found = rate(&app, &code, &new).await?;
    told(&app, found, peer, &headers)?;
    Ok(StatusCode::NO_CONTENT)
}
