//! `POST /api/plugins`: a new registration.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::plugin::{NAME_CHARS, NewPlugin, Plugin, PluginPatch};
use encaixe_protocol::scope::Grants;

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, plugin};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::created::created;
use crate::store::plugin::New;
use crate::time;

/// Registers a plugin.
#[utoipa::path(
    post,
    path = "/plugins",
    operation_id = "create_plugin",
    tag = "plugins",
    request_body = NewPlugin,
    responses((status = 201, body = Plugin, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewPlugin>,
) -> Result<impl IntoResponse + use<>> {
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::name(&new.name, NAME_CHARS));
    let endpoint = plugin::endpoint(&new.endpoint, &app.page.origin);
    let endpoint = collect_error(&mut errors, endpoint);
    let icon = plugin::icon(new.icon.as_deref().unwrap_or_default());
    let icon = collect_error(&mut errors, icon);
    let (Some(name), Some(endpoint), Some(icon)) = (name, endpoint, icon) else {
        return Err(Error::Invalid(errors));
    };
    let (emoji, picture) = icon.into_parts();
    let placed = PluginPatch {
        audience: new.audience,
        groups: new.groups,
        members: new.members,
        channels: new.channels.map(Some),
        ..PluginPatch::default()
    };
    let new = New {
        name: &name,
        icon: Some(emoji.as_str()).filter(|icon| !icon.is_empty()),
        endpoint: endpoint.as_str(),
        enabled: new.enabled.unwrap_or(true),
        classic: new.classic.unwrap_or(false),
        scopes: new.scopes.unwrap_or(Grants::ALL),
        auth_secret: new.auth_secret.unwrap_or(true),
        proof_algorithm: new.proof_algorithm.unwrap_or_default(),
        created_at: time::now(),
        owner: None,
    };
    let writer = app.store.by(caller.actor());
    let plugin = writer.add_plugin(&new, &placed, picture.as_ref()).await??;
    Ok(created(format!("/api/plugins/{}", plugin.id), plugin))
}
