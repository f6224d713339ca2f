//! `/rate/{code}`: a link by which a customer says how they found an attendance. The page that it opens has a form that uses the code
//! up, so that a preview of the link does not. Nobody signs in for it, and nothing is told of the customer.

mod create;
mod form;
mod page;
mod show;
mod what;

use std::net::IpAddr;

use axum::Extension;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::routing::get;
use encaixe_api::inbox::attendance::NewRating;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) use self::page::say;
use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::random::sha256_hex;
use crate::serve::Peer;
use crate::store::{Outcome, Refusal};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(create::create))
        .routes(routes!(what::show))
}

/// The page, which takes whatever others put behind a link's address.
pub(super) fn page() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(show::show))
}

/// Where the page's form goes. It answers with a page, so that it is no part of the API.
pub(super) fn form() -> Router<Shared> {
    let form = get(show::show).post(form::send);
    let most = DefaultBodyLimit::max(form::MOST);
    Router::new().route("/rate/{code}/form", form.layer(most))
}

/// Uses a link up for what the customer says.
async fn rate(app: &App, code: &str, new: &NewRating) -> Result<Outcome<()>> {
    let code = sha256_hex(code);
    // A stranger's guess reads only: it keeps nobody from writing.
    let found = app.store.look_at_rating_link(&code).await?;
    if found.is_err() {
        return Ok(found);
    }
    Ok(app.store.by(Actor::System).rate_by_link(&code, new).await?)
}

/// Who asks, as far as the connection tells: the address, behind a proxy that of the proxy.
type Asker = Option<Extension<Peer>>;

/// Takes one leave of whoever asks.
///
/// # Errors
/// 429.
fn slow(app: &App, peer: &Asker) -> Result<()> {
    let ip: Option<IpAddr> = peer.as_ref().map(|peer| peer.0.0.ip());
    app.ratings.take(ip).map_err(Error::TooOften)
}

/// A refusal is a line in the log.
fn told<T>(app: &App, found: Outcome<T>, peer: Asker, headers: &HeaderMap) -> Result<T> {
    found.map_err(|refusal| {
        tell(app, &refusal, peer, headers);
        refusal.into()
    })
}

fn tell(app: &App, refusal: &Refusal, peer: Asker, headers: &HeaderMap) {
    let why = match refusal {
        Refusal::LinkSpent => "that was used before",
        Refusal::LinkExpired => "that is too old",
        _ => "that does not exist",
    };
    let peer = peer.map(|peer| peer.0.0);
    app.refusals
        .tell(peer, headers, &format!("a rating code {why}"));
}
