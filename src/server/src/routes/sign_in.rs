//! `POST /sign-in/{code}`: a link's code for a session. The page that the link opens sends it, so that a
//! preview of the link does not use it up.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use encaixe_api::access::SignedIn;
use encaixe_api::error::ErrorBody;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::pages::shell;
use crate::access::{cookie, require_origin};
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random::{fingerprint, secret};
use crate::serve::Peer;
use crate::store::link::Spent;
use crate::time;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(open, sign_in))
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

/// Begins a session by a sign-in link's code.
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
    let refuse = |why: &str, error| {
        let peer = peer.as_ref().map(|peer| peer.0.0);
        app.refusals
            .tell(peer, &headers, &format!("a sign-in code {why}"));
        Err(error)
    };
    let member = match app.store.spend_link(&fingerprint(&code)).await? {
        Spent::By(member) => app.store.member(&member).await?,
        Spent::Before => return refuse("that was used before", Error::LinkSpent),
        Spent::Expired => return refuse("that is too old", Error::LinkExpired),
        Spent::Unknown => {
            return refuse("that does not exist", Error::NotFound("sign-in link"));
        }
    };
    let Some(member) = member.filter(|member| member.is_active) else {
        return refuse(
            "of somebody who may not sign in",
            Error::NotFound("sign-in link"),
        );
    };
    let value = secret()?;
    app.store
        .add_session(
            &fingerprint(&value),
            member.id.as_str(),
            time::now() + cookie::LIFE,
        )
        .await?;
    let lines = cookie::set(&value, &app.origin).into_iter();
    Ok((
        AppendHeaders(lines.map(|line| (SET_COOKIE, line))),
        Json(SignedIn { member }),
    ))
}
