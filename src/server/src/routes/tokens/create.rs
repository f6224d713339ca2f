//! `POST /api/tokens`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::access::{CreatedToken, NewToken};

use crate::access::{Admin, token};
use crate::app::Shared;
use crate::check::token::new_token;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::created::created;

/// Makes an API token.
#[utoipa::path(
    post,
    path = "/tokens",
    operation_id = "create_token",
    tag = "access",
    request_body = NewToken,
    responses((status = 201, body = CreatedToken, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewToken>,
) -> Result<impl IntoResponse + use<>> {
    let new = new_token(&new)?;
    let made = token::create(&app.store.by(caller.actor()), &new, caller.member_id()).await?;
    Ok(created(format!("/api/tokens/{}", made.token.id), made))
}
