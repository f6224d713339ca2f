//! `POST /sign-in/{code}`: a link's code for a session. The page that the link opens sends it, so that a
//! preview of the link does not use it up.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse};
use axum::routing::post;
use encaixe_api::access::SignedIn;

use crate::access::{cookie, require_origin};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random::{fingerprint, secret};
use crate::store::link::Spent;
use crate::time;

pub(super) fn router() -> Router<Shared> {
    Router::new().route("/sign-in/{code}", post(sign_in).get(super::pages::shell))
}

async fn sign_in(
    State(app): State<Shared>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    require_origin(&app, &headers)?;
    let member = match app.store.spend_link(&fingerprint(&code)).await? {
        Spent::By(member) => member,
        Spent::Before => return Err(Error::LinkSpent),
        Spent::Expired => return Err(Error::LinkExpired),
        Spent::Unknown => return Err(Error::NotFound("sign-in link")),
    };
    let member = app
        .store
        .member(&member)
        .await?
        .filter(|member| member.is_active)
        .ok_or(Error::NotFound("sign-in link"))?;
    let value = secret()?;
    app.store
        .add_session(
            &fingerprint(&value),
            member.id.as_str(),
            time::now() + cookie::LIFE,
        )
        .await?;
    let set = cookie::set(&value, app.origin.is_https());
    Ok((
        AppendHeaders([(SET_COOKIE, set)]),
        Json(SignedIn { member }),
    ))
}
