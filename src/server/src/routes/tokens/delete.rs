//! `DELETE /api/tokens/{id}`: it is good for nothing any more.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::TokenId;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::PathParts;

/// Makes an API token useless.
#[utoipa::path(
    delete,
    path = "/tokens/{id}",
    operation_id = "revoke_token",
    tag = "access",
    responses((status = 204)),
)]
pub(super) async fn delete(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<TokenId>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).remove_token(&id).await? {
        return Err(Error::NotFound("token"));
    }
    Ok(StatusCode::NO_CONTENT)
}
