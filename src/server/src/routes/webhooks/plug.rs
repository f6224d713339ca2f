//! `GET /api/webhooks/plug`: the Plug set.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::webhook::PlugSet;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

/// The Plug set that is in force, as `PUT /api/integrations/update-webhooks` wrote it or its endpoints were changed since.
#[utoipa::path(
    get,
    path = "/webhooks/plug",
    operation_id = "show_plug_set",
    tag = "webhooks",
    responses(
        (status = 200, body = PlugSet),
        (status = 404, description = "`not_found`: no set was written, or an endpoint of it was removed.", body = ErrorBody),
    ),
)]
pub(super) async fn show(State(app): State<Shared>, _: Admin) -> Result<Json<PlugSet>> {
    let set = app.store.plug_set().await?;
    set.map(Json).ok_or(Error::NotFound("Plug set"))
}
