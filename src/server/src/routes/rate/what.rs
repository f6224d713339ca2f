//! `GET /rate/{code}/what`: whom a rating is for.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::attendance::RatingAsked;

use super::{Asker, slow, told};
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::random::sha256_hex;

/// Whom a rating link is good for; nothing is used up.
#[utoipa::path(
    get,
    path = "/rate/{code}/what",
    operation_id = "show_rating",
    tag = "attendances",
    responses(
        (status = 200, body = RatingAsked),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
        (status = 410, body = ErrorBody, description = "`link_spent`: the link was used before. `link_expired`: it is too old."),
        (status = 429, body = ErrorBody, description = "`too_often`: sixty requests from one address are taken at once, and one in a second."),
    ),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Asker,
    headers: HeaderMap,
) -> Result<Json<RatingAsked>> {
    slow(&app, &peer)?;
    let found = app.store.look_at_rating_link(&sha256_hex(&code)).await?;
    told(&app, found, peer, &headers)?;
    let workspace = app.store.workspace().await?.unwrap_or_default();
    Ok(Json(RatingAsked {
        workspace: workspace.name,
    }))
}
