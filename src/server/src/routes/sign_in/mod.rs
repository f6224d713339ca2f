//! `/sign-in/{code}`: a link's code for a session. The page that the link opens sends it, so that a preview of the
//! link does not use it up.

mod create;
mod show;
mod who;

use axum::Extension;
use axum::http::HeaderMap;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::member::Member;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::Result;
use crate::serve::Peer;
use crate::store::{Outcome, Refusal};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(show::show, create::create))
        .routes(routes!(who::show))
}

/// The member whom a code is good for; a refusal is a line in the log.
async fn member_of(
    app: &App,
    found: Outcome<MemberId>,
    peer: Option<Extension<Peer>>,
    headers: &HeaderMap,
) -> Result<Member> {
    let (why, refusal) = match found {
        Ok(id) => {
            let member = app.store.member(&id).await?;
            if let Some(member) = member.filter(|member| member.is_active) {
                return Ok(member);
            }
            let refusal = Refusal::NotFound("sign-in link");
            ("of somebody who may not sign in", refusal)
        }
        Err(refusal) if refusal == Refusal::LinkSpent => ("that was used before", refusal),
        Err(refusal) if refusal == Refusal::LinkExpired => ("that is too old", refusal),
        Err(refusal) => ("that does not exist", refusal),
    };
    let peer = peer.map(|peer| peer.0.0);
    app.refusals.count_sign_in();
    app.refusals
        .tell(peer, headers, &format!("a sign-in code {why}"));
    Err(refusal.into())
}
