//! `/api/me` and signing out.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::{get, post};
use encaixe_api::access::Me;

use crate::access::{Agent, Proof, cookie};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/me", get(me))
        .route("/sign-out", post(sign_out))
}

async fn me(State(app): State<Shared>, Agent(caller): Agent) -> Result<Json<Me>> {
    let workspace = app
        .store
        .workspace()
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("there is no workspace")))?;
    let mut member = caller.member;
    member.is_online = app.live.is_online(&member.id);
    Ok(Json(Me {
        member,
        workspace,
        public_origin: app.origin.as_origin(),
    }))
}

/// For an API token, which has no session, it does nothing.
async fn sign_out(
    State(app): State<Shared>,
    Agent(caller): Agent,
) -> Result<impl IntoResponse + use<>> {
    if let Proof::Session(hash) = &caller.proof {
        app.store.remove_session(hash).await?;
    }
    let clear = cookie::clear(app.origin.is_https());
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, clear)])))
}
