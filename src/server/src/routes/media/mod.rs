//! `/media/...`: pictures, films and recordings in messages, for the page and for plugins' pages of any origin.

mod away;
mod demo;
mod told;

use axum::Router;
use axum::routing::get;

pub(super) use self::told::Told;
use crate::app::Shared;

/// What a picture may do that is opened by itself.
pub(super) const PICTURE_ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/media/demo/{file}", get(demo::show))
        .route("/media/away/{signed}", get(away::show))
}
