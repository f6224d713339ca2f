//! `DELETE /api/apps/{app_id}`: it is called no more.

use axum::extract::State;
use axum::http::StatusCode;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::PathParts;

/// Removes an app with its versions, its connections and what is known of their calls.
#[utoipa::path(
    delete,
    path = "/apps/{app_id}",
    operation_id = "remove_app",
    tag = "apps",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<String>,
) -> Result<StatusCode> {
    app.store.by(caller.actor()).remove_app(&id).await??;
    Ok(StatusCode::NO_CONTENT)
}
