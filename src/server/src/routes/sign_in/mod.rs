//! `/sign-in/{code}`: a link's code for a session. The page that the link opens sends it, so that a preview of the
//! link does not use it up.

mod create;
mod show;
mod who;

use axum::Extension;
use axum::http::HeaderMap;
use encaixe_api::inbox::member::Member;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::serve::Peer;
use crate::store::link::Spent;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(show::show, create::create))
        .routes(routes!(who::show))
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
