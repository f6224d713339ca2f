//! `POST /api/apps/{app_id}/connections/{id}/keep`: what was tried stays.

use axum::extract::State;
use encaixe_api::app::Connection;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::ConnectionId;

use super::shown;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{AppError, Result};
use crate::extract::{Json, PathParts};
use crate::routes::apps::find_both;

/// Keeps a connection that was made with `trial`, once somebody agreed: calls may take it from now on. One that is kept already stays as
/// it is.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/connections/{id}/keep",
    operation_id = "keep_connection",
    tag = "apps",
    responses(
        (status = 200, body = Connection),
        (status = 409, body = ErrorBody, description = "`reconnect`: somebody has to agree on the app's page first."),
    ),
)]
pub(super) async fn keep(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts((of, id)): PathParts<(String, ConnectionId)>,
) -> Result<Json<Connection>> {
    let nobody = || AppError::Reconnect("nobody has agreed yet".to_owned());
    let (_, held) = find_both(&app, &of, &id).await?;
    if !held.is_agreed() {
        return Err(nobody().into());
    }
    let writer = app.store.by(caller.actor());
    writer.keep_connection(&of, &id).await?;
    let kept = shown(&app, &of, &id).await?;
    // A version that came meanwhile has it agreed to anew.
    if kept.trial_until.is_some() {
        return Err(nobody().into());
    }
    Ok(Json(kept))
}
