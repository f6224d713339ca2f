//! `/rate/{code}`: a link by which a customer says how they found an attendance. The page that it opens sends the code, so that a
//! preview of the link does not use it up. Nobody signs in for it, and nothing is told of the customer.

mod create;
mod show;
mod what;

use std::net::IpAddr;

use axum::Extension;
use axum::http::HeaderMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::serve::Peer;
use crate::store::{Outcome, Refusal};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(show::show, create::create))
        .routes(routes!(what::show))
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
        let why = match refusal {
            Refusal::LinkSpent => "that was used before",
            Refusal::LinkExpired => "that is too old",
            _ => "that does not exist",
        };
        let peer = peer.map(|peer| peer.0.0);
        app.refusals
            .tell(peer, headers, &format!("a rating code {why}"));
        refusal.into()
    })
}
