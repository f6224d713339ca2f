//! `/api/tokens`: ways in for programs (admin).

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::{delete, get};
use encaixe_api::access::{NewToken, Token};
use encaixe_api::inbox::Page;

use super::check;
use crate::access::{Admin, token};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/tokens", get(list).post(create))
        .route("/tokens/{id}", delete(revoke))
}

async fn list(State(app): State<Shared>, _: Admin) -> Result<Json<Page<Token>>> {
    Ok(Json(Page {
        items: app.store.tokens().await?,
        next: None,
    }))
}

async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewToken>,
) -> Result<impl IntoResponse + use<>> {
    let new = NewToken {
        name: check::name(&new.name)?,
        role: new.role,
    };
    let made = token::create(&app.store, &new, caller.member_id()).await?;
    let location = format!("/api/tokens/{}", made.token.id);
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(made),
    ))
}

async fn revoke(State(app): State<Shared>, _: Admin, Path(id): Path<String>) -> Result<StatusCode> {
    if !app.store.remove_token(&id).await? {
        return Err(Error::NotFound("token"));
    }
    Ok(StatusCode::NO_CONTENT)
}
