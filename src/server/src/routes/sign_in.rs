//! `POST /sign-in/{code}`: a link's code for a session. The page that the link opens sends it, so that a
//! preview of the link does not use it up.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::response::{AppendHeaders, IntoResponse, Response};
use encaixe_api::access::SignedIn;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::member::Member;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::pages::shell;
use crate::access::{cookie, require_origin};
use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random::{fingerprint, secret};
use crate::serve::Peer;
use crate::store::link::Spent;
use crate::time;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(open, sign_in))
        .routes(routes!(who))
}

/// The page that a sign-in link opens, which sends its code.
#[utoipa::path(
    get,
    path = "/sign-in/{code}",
    operation_id = "open_sign_in",
    tag = "access",
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 304, description = "The browser has it."),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
    ),
)]
async fn open(app: State<Shared>, asked: HeaderMap) -> Response {
    shell(app, asked).await
}

/// Whom a sign-in link's code would sign in; nothing is used up.
#[utoipa::path(
    get,
    path = "/sign-in/{code}/who",
    operation_id = "show_sign_in",
    tag = "access",
    responses(
        (status = 200, body = SignedIn),
        (status = 307, description = "The page lies at its one origin.", headers(("Location" = String, description = "There."))),
        (status = 410, body = ErrorBody, description = "`link_spent`: the link was used before. `link_expired`: it is too old."),
    ),
)]
async fn who(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<Json<SignedIn>> {
    let found = app.store.look_at_link(&fingerprint(&code)).await?;
    let member = member_of(&app, found, peer, &headers).await?;
    Ok(Json(SignedIn { member }))
}

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
async fn sign_in(
    State(app): State<Shared>,
    Path(code): Path<String>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<impl IntoResponse + use<>> {
    require_origin(&app, &headers)?;
    let writer = app.store.by(Actor::System);
    let found = writer.spend_link(&fingerprint(&code)).await?;
    let member = member_of(&app, found, peer, &headers).await?;
    let writer = app.store.by(Actor::Member {
        id: member.id.clone(),
    });
    // Its cookie is replaced by the new one, so nobody could end it any more.
    for value in cookie::read(&headers, app.origin.is_https()) {
        writer.remove_session(&fingerprint(value)).await?;
    }
    let agent = headers
        .get(USER_AGENT)
        .map(|agent| String::from_utf8_lossy(agent.as_bytes()));
    let value = secret()?;
    writer
        .add_session(
            &fingerprint(&value),
            member.id.as_str(),
            agent.as_deref(),
            time::now() + cookie::LIFE,
        )
        .await?;
    let lines = cookie::set(&value, &app.origin).into_iter();
    Ok((
        AppendHeaders(lines.map(|line| (SET_COOKIE, line))),
        Json(SignedIn { member }),
    ))
}

/// The member whom a code is good for; a refusal is a line in the log.
async fn member_of(
    app: &App,
    found: Spent,
    peer: Option<Extension<Peer>>,
    headers: &HeaderMap,
) -> Result<Member> {
    let unknown = Error::NotFound("sign-in link");
    let (why, error) = match found {
        Spent::By(id) => {
            let member = app.store.member(&id).await?;
            if let Some(member) = member.filter(|member| member.is_active) {
                return Ok(member);
            }
            ("of somebody who may not sign in", unknown)
        }
        Spent::Before => ("that was used before", Error::LinkSpent),
        Spent::Expired => ("that is too old", Error::LinkExpired),
        Spent::Unknown => ("that does not exist", unknown),
    };
    let peer = peer.map(|peer| peer.0.0);
    app.refusals
        .tell(peer, headers, &format!("a sign-in code {why}"));
    Err(error)
}
