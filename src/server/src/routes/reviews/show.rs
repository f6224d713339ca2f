//! `GET /api/reviews/{id}`: one of them.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::ReviewDetails;

use super::details::details;
use super::find;
use crate::access::Moderator;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// An integration that was submitted at some time, with what a program saw of it, what it changes of the published version, and what
/// happened to it.
#[utoipa::path(
    get,
    path = "/reviews/{id}",
    operation_id = "show_review",
    tag = "reviews",
    responses((status = 200, body = ReviewDetails)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Moderator,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<ReviewDetails>> {
    let found = find(&app, &id).await?;
    details(&app, found).await.map(Json)
}
