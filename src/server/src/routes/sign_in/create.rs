//! `POST /sign-in/{code}`: a session.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::SignedIn;
use encaixe_api::error::ErrorBody;

use super::member_of;
use crate::access::{cookie, require_origin};
use crate::actor::Actor;
use crate::app::Shared;
use crate::error::Result;
use crate::event::Ended;
use crate::extract::Json;
use crate::random::{secret, sha256_hex};
use crate::serve::Peer;
use crate::time;

/// Begins a session by a sign-in link's code. The session that the browser had before ends.
#[utoipa::path(
    post,
    path = "/sign-in/{code}",
    operation_id = "sign_in",
    tag = "access",
    responses(
        (status = 200, body = SignedIn, headers(("Set-Cookie" = String, description = "The session's cookie."))),
        (status = 403, body = ErrorBody, description = "`wrong_origin`: the request does not come from the page itself."),
        (status = 410, body = ErrorBody, description = "`link_spent`: the link was used before. `link_expired`: it is too old."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    require_origin(&app, &headers)?;
    let writer = app.store.by(Actor::System);
    let code = sha256_hex(&code);
    let found = writer.spend_link(&code).await?;
    let member = member_of(&app, found, peer, &headers).await?;
    let writer = app.store.by(Actor::Member {
        id: member.id.clone(),
    });
    // Its cookie is replaced by the new one, so nobody could end it any more.
    for value in cookie::read(&headers, &app.page) {
        writer
            .remove_session(&sha256_hex(value), Ended::Ended)
            .await?;
    }
    let agent = headers
        .get(USER_AGENT)
        .map(|agent| String::from_utf8_lossy(agent.as_bytes()));
    let value = secret()?;
    writer
        .add_session(
            &sha256_hex(&value),
            &member.id,
            agent.as_deref(),
            time::now() + cookie::LIFE,
            app.store.link_maker(&code).await?,
        )
        .await?;
    let lines = cookie::set(&value, &app.page).into_iter();
    Ok((
        AppendHeaders(lines.map(|line| (SET_COOKIE, line))),
        Json(SignedIn { member }),
    ))
}
