//! `GET /api/frames`: the caller's plugins.

use axum::extract::State;
use encaixe_api::plugin::Frame;

use crate::access::Agent;
use crate::app::{App, Shared};
use crate::check::plugin::registered;
use crate::error::Result;
use crate::extract::Json;
use crate::store::plugin::WithSecret;

/// The enabled plugins that the caller sees, in their order, ready to be embedded. A program has those for everyone.
#[utoipa::path(
    get,
    path = "/frames",
    operation_id = "list_frames",
    tag = "frames",
    responses((status = 200, body = Vec<Frame>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    Agent(caller): Agent,
) -> Result<Json<Vec<Frame>>> {
    let plugins = app.store.plugins_of(caller.viewer(&app)).await?;
    let frames = plugins.into_iter().filter_map(|one| frame(&app, one));
    Ok(Json(frames.collect()))
}

/// A plugin whose address was taken once and is refused now (the page moved to its origin) has no frame.
fn frame(app: &App, WithSecret { plugin, secret }: WithSecret) -> Option<Frame> {
    match registered(&plugin, &app.page.origin) {
        Ok(url) => Some(Frame {
            dev: url.is_dev() || plugin.owner.is_some(),
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
            scopes: plugin.scopes,
            channels: plugin.channels,
            own: plugin.owner.is_some(),
        }),
        Err(refusal) => {
            tracing::warn!(plugin = %plugin.id, "not embedded: {refusal}");
            None
        }
    }
}
