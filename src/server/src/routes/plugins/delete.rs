//! `DELETE /api/plugins/{id}`: it is gone, with what it stored.

use axum::extract::{Path, State};
use axum::http::StatusCode;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};

/// Removes a plugin, and what it stored.
#[utoipa::path(
    delete,
    path = "/plugins/{id}",
    operation_id = "remove_plugin",
    tag = "plugins",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).remove_plugin(&id).await? {
        return Err(Error::NotFound("plugin"));
    }
    Ok(StatusCode::NO_CONTENT)
}
