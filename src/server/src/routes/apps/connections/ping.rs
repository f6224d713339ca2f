//! `POST /api/apps/{app_id}/connections/{id}/ping`: whether its credentials are good.

use axum::extract::State;
use encaixe_api::app::PingResult;
use encaixe_api::id::ConnectionId;

use crate::access::Admin;
use crate::app::Shared;
use crate::apps::pinged;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::routes::apps::find_both;

/// Pings the app by a connection, the way that calls go: by the request that the descriptor declares, or else by its script. The answer
/// says what was found, whatever it is.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections/{id}/ping",
    operation_id = "ping_connection",
    tag = "apps",
    responses((status = 200, body = PingResult)),
)]
pub(super) async fn ping(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<Json<PingResult>> {
    let (known, held) = find_both(&app, &of, &id).await?;
    Ok(Json(
        pinged::kept(&app, &known, held, caller.actor()).await?,
    ))
}
