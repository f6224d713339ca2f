//! `/api/tokens`: ways in for programs (admin).

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::{CreatedToken, NewToken, Token};
use encaixe_api::inbox::Page;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::check;
use crate::access::{Admin, token};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    openapi::admin(
        OpenApiRouter::new()
            .routes(routes!(list, create))
            .routes(routes!(revoke)),
    )
}

/// The API tokens, without their text.
#[utoipa::path(
    get,
    path = "/tokens",
    operation_id = "list_tokens",
    tag = "access",
    responses((status = 200, body = Page<Token>)),
)]
async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Token>>> {
    Ok(Json(Page {
        items: app.store.tokens().await?,
        next: None,
    }))
}

/// Makes an API token.
#[utoipa::path(
    post,
    path = "/tokens",
    operation_id = "create_token",
    tag = "access",
    request_body = NewToken,
    responses((status = 201, body = CreatedToken, headers(("Location" = String, description = "Its address.")))),
)]
async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewToken>,
) -> Result<impl IntoResponse + use<>> {
    let new = NewToken {
        name: check::name(&new.name)?,
        role: new.role,
    };
    let made = token::create(&app.store.by(caller.actor()), &new, caller.member_id()).await?;
    let location = format!("/api/tokens/{}", made.token.id);
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(made),
    ))
}

/// Makes an API token useless.
#[utoipa::path(
    delete,
    path = "/tokens/{id}",
    operation_id = "revoke_token",
    tag = "access",
    responses((status = 204)),
)]
async fn revoke(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    if !app.store.by(caller.actor()).remove_token(&id).await? {
        return Err(Error::NotFound("token"));
    }
    Ok(StatusCode::NO_CONTENT)
}
