//! `GET /api/tokens`: all of them, without their text.

use axum::extract::State;
use encaixe_api::access::Token;
use encaixe_api::inbox::Page;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;

/// The API tokens, without their text.
#[utoipa::path(
    get,
    path = "/tokens",
    operation_id = "list_tokens",
    tag = "access",
    responses((status = 200, body = Page<Token>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Token>>> {
    Ok(Json(Page {
        items: app.store.tokens().await?,
        next: None,
    }))
}
