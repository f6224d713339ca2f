//! `POST /api/reviews/{id}/checks`: a program looks at it.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Checks;

use super::{find, look};
use crate::access::Moderator;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Looks at the version that was submitted last: whether its page answers and lets itself be framed here, its redirect URIs answer, its
/// revocation URL refuses a wrong signature, and its texts are whole. Each may take 3 seconds. What was seen is kept with that version.
#[utoipa::path(
    post,
    path = "/reviews/{id}/checks",
    operation_id = "check_review",
    tag = "reviews",
    responses((status = 200, body = Checks)),
)]
pub(super) async fn look(
    State(app): State<Shared>,
    _: Moderator,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Checks>> {
    let found = find(&app, &id).await?;
    let version = found.integration.version;
    look::keep(&app, &id, version).await.map(Json)
}
