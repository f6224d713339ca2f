//! `/oauth`: where a person agrees to let an integration in, or does not. What it answers are pages and where to go next, so that it is no
//! part of the API.
//!
//! Its answers have no `Cross-Origin-Opener-Policy`, which would cut off the page that opened the window, and are in no frame.
//!
//! Source: RFC 6749, section 4.1.1; RFC 9207; RFC 9700, sections 4.11 and 4.16.

mod asked;
mod back;
mod create;
mod known;
mod opener;
mod page;
mod reach;
mod ready;
mod show;
mod signed_in;
mod stop;
mod wait;

use axum::Router;
use axum::routing::get;

use crate::app::Shared;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/oauth", get(show::show).post(create::create))
        .route("/oauth/signed-in", get(signed_in::show))
}
