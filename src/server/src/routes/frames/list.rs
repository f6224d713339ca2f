//! `GET /api/frames`: the enabled plugins.

use axum::extract::State;
use encaixe_api::plugin::Frame;
use encaixe_api::plugin_url::PluginUrl;

use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::Result;
use crate::extract::Json;
use crate::store::plugin::WithSecret;

/// The enabled plugins, ready to be embedded.
#[utoipa::path(
    get,
    path = "/frames",
    operation_id = "list_frames",
    tag = "frames",
    responses((status = 200, body = Vec<Frame>)),
)]
pub(super) async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Vec<Frame>>> {
    let plugins = app.store.plugins().await?;
    let frames = plugins
        .into_iter()
        .filter(|one| one.plugin.enabled)
        .filter_map(|one| frame(&app, one));
    Ok(Json(frames.collect()))
}

/// A plugin whose address was taken once and is refused now (the page moved to its origin) has no frame.
fn frame(app: &App, WithSecret { plugin, secret }: WithSecret) -> Option<Frame> {
    match PluginUrl::registered(&plugin.endpoint, &app.origin) {
        Ok(url) => Some(Frame {
            dev: url.is_dev(),
            // Where the secret is switched off or cannot be read it is the address as it is registered.
            src: match secret.filter(|_| plugin.auth_secret) {
                Some(secret) => url.with_param("auth_secret", &secret),
                None => url,
            }
            .to_string(),
            id: plugin.id,
            name: plugin.name,
            icon: plugin.icon,
            classic: plugin.classic,
        }),
        Err(refusal) => {
            tracing::warn!(plugin = %plugin.id, "not embedded: {refusal}");
            None
        }
    }
}
