//! `POST /api/attendances/{id}/rating-link`: a link for the customer.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::attendance::RatingLink;

use crate::access::Agent;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::random::{secret, sha256_hex};
use crate::time::{self, DAY, Millis, rfc3339};

/// How long a link is good.
const LIFE: Millis = 7 * DAY;

/// Makes a link by which the customer rates an attendance, once.
///
/// It is good for 7 days, and those made before are good no longer. Only its SHA-256 is kept.
#[utoipa::path(
    post,
    path = "/attendances/{id}/rating-link",
    operation_id = "create_rating_link",
    tag = "attendances",
    responses((status = 201, body = RatingLink)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<AttendanceId>,
) -> Result<(StatusCode, Json<RatingLink>)> {
    let code = secret()?;
    let expires_at = time::now() + LIFE;
    let writer = app.store.by(caller.actor());
    writer
        .add_rating_link(&id, &sha256_hex(&code), expires_at)
        .await??;
    let link = RatingLink {
        url: format!("{}/rate/{code}", app.page.url()),
        expires_at: rfc3339(expires_at),
    };
    Ok((StatusCode::CREATED, Json(link)))
}
