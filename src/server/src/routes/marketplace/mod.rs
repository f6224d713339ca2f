//! `/api/marketplace`: integrations that this company can let in, for whoever is signed in; and the click of an admin who is about to
//! install one (`routes/installations`).

mod click;
mod list;
mod logo;
mod names;
mod offer;
mod shelf;
mod show;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) use self::names::Names;
pub(super) use self::offer::{Offer, origin, page_address, stamp};
use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::everyone(
            OpenApiRouter::new()
                .routes(routes!(list::list))
                .routes(routes!(show::show))
                .routes(routes!(logo::show)),
        ))
        .merge(openapi::admin(
            OpenApiRouter::new().routes(routes!(click::create)),
        ))
}
