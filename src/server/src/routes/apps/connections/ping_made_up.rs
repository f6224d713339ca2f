//! `POST /api/apps/{app_id}/connections/{id}/ping_made_up`: whether its ping proves anything.

use axum::extract::State;
use encaixe_api::app::PingResult;
use encaixe_api::id::ConnectionId;

use crate::access::Admin;
use crate::app::Shared;
use crate::apps::pinged;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find_both;

/// Pings the app with credentials that nobody has, in the place of the connection's. A ping that passes with them as well proves nothing,
/// which `provesNothing` says here and of the connection's last ping. It is null where the app said nothing of them.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections/{id}/ping_made_up",
    operation_id = "ping_connection_made_up",
    tag = "apps",
    responses((status = 200, body = PingResult)),
)]
pub(super) async fn ping_made_up(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<Json<PingResult>> {
    let (known, held) = find_both(&app, &of, &id).await?;
    Ok(Json(
        pinged::with_made_up(&app, &known, held, caller.actor()).await?,
    ))
}
