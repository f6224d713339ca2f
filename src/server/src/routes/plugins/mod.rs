//! `/api/plugins`: the registry (admin), and what plugins store (everybody).

mod create;
mod delete;
mod list;
mod patch;
mod secret;
mod secrets;
mod show;
mod signing;
mod storage;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::Shared;
use crate::openapi;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(list::list, create::create))
                .routes(routes!(show::show, patch::patch, delete::delete))
                .routes(routes!(secret::show))
                .routes(routes!(secret::rotate))
                .routes(routes!(secrets::show))
                .routes(routes!(secrets::rotate))
                .routes(routes!(secrets::dismiss))
                .routes(routes!(signing::show))
                .routes(routes!(signing::secrets))
                .routes(routes!(signing::rotate)),
        ))
        .merge(storage::router())
}
