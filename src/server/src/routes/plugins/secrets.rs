//! `/api/plugins/secrets`: how all of them stand, `/rotate`, another for each, and `/dismiss`, to leave them as they are.

use axum::extract::State;
use axum::http::StatusCode;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::Secrets;

use crate::access::Admin;
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::vault::PLUGIN_SECRET;

/// How the plugins' secrets stand, none of them said.
#[utoipa::path(
    get,
    path = "/plugins/secrets",
    operation_id = "show_plugin_secrets",
    tag = "plugins",
    responses((status = 200, body = Secrets)),
)]
pub(super) async fn show(State(app): State<Shared>, _: Admin) -> Result<Json<Secrets>> {
    let closed = app.store.closed().await?;
    let closed = closed.into_iter().filter(|one| one.column == PLUGIN_SECRET);
    Ok(Json(Secrets {
        rotation_offered: app.store.is_rotation_offered().await?,
        unreadable: closed.map(|one| PluginId::new(one.id)).collect(),
    }))
}

/// Makes another secret for each plugin; those before are no longer good.
#[utoipa::path(
    post,
    path = "/plugins/secrets/rotate",
    operation_id = "rotate_plugin_secrets",
    tag = "plugins",
    responses((status = 204)),
)]
pub(super) async fn rotate(State(app): State<Shared>, Admin(caller): Admin) -> Result<StatusCode> {
    app.store.by(caller.actor()).rotate_plugin_secrets().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves the secrets that earlier backups hold in the clear as they are: no admin is asked to make them anew any more.
#[utoipa::path(
    post,
    path = "/plugins/secrets/dismiss",
    operation_id = "dismiss_plugin_secrets",
    tag = "plugins",
    responses((status = 204)),
)]
pub(super) async fn dismiss(State(app): State<Shared>, Admin(caller): Admin) -> Result<StatusCode> {
    app.store.by(caller.actor()).dismiss_rotation().await?;
    Ok(StatusCode::NO_CONTENT)
}
