//! `PATCH /api/plugins/{id}`: its registration.

use axum::extract::State;
use encaixe_api::error::FieldError;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::{NAME_CHARS, Plugin, PluginPatch};

use crate::access::Admin;
use crate::app::{App, Shared};
use crate::check::plugin::{self, Icon};
use crate::check::{self, collect_error, ensure_valid};
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::store::plugin_icon::PLACE;

/// Changes a plugin's registration.
#[utoipa::path(
    patch,
    path = "/plugins/{id}",
    operation_id = "change_plugin",
    tag = "plugins",
    request_body = PluginPatch,
    responses((status = 200, body = Plugin)),
)]
pub(super) async fn patch(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<PluginId>,
    Json(patch): Json<PluginPatch>,
) -> Result<Json<Plugin>> {
    let mut errors = Vec::new();
    let icon = changed_icon(&app, &id, patch.icon.clone(), &mut errors).await?;
    let (icon, picture) = icon.map(Icon::into_parts).unzip();
    let known = app.store.plugin(&id).await?;
    let owned = known.as_ref().is_some_and(|it| it.plugin.owner.is_some());
    let known = known.map(|known| known.plugin.endpoint);
    if owned {
        errors.extend(shared_only(&patch));
    }
    // What stays as it is may be longer than what is taken now.
    let endpoint = |text: &str| {
        if owned {
            plugin::endpoint_for_one(text, &app.page.origin)
        } else if known.as_deref() == Some(text.trim()) {
            plugin::registered_endpoint(text, &app.page.origin)
        } else {
            plugin::endpoint(text, &app.page.origin)
        }
    };
    let checked = PluginPatch {
        name: patch
            .name
            .and_then(|name| collect_error(&mut errors, check::name(&name, NAME_CHARS))),
        endpoint: patch
            .endpoint
            .and_then(|text| collect_error(&mut errors, endpoint(&text)))
            .map(|url| url.to_string()),
        icon,
        enabled: patch.enabled,
        classic: patch.classic,
        scopes: patch.scopes,
        audience: patch.audience,
        groups: patch.groups,
        members: patch.members,
        channels: patch.channels,
        position: patch.position,
        auth_secret: patch.auth_secret,
        proof_algorithm: patch.proof_algorithm,
    };
    if checked.enabled == Some(true) && checked.endpoint.is_none() && errors.is_empty() {
        let known = known.as_deref().ok_or(Error::NotFound("plugin"))?;
        collect_error(&mut errors, endpoint(known));
    }
    ensure_valid(errors)?;
    let plugin = app
        .store
        .by(caller.actor())
        .patch_plugin(&id, &checked, picture.flatten().as_ref())
        .await??;
    Ok(Json(plugin))
}

/// What a patch says of for whom a plugin is, though it is its owner's alone.
fn shared_only(patch: &PluginPatch) -> Option<FieldError> {
    let said = [
        ("audience", patch.audience.is_some()),
        ("groups", patch.groups.is_some()),
        ("members", patch.members.is_some()),
        ("channels", patch.channels.is_some()),
    ];
    let (path, _) = said.into_iter().find(|(_, is_said)| *is_said)?;
    let message = "this plugin is for the member alone who registered it";
    Some(check::field_error(path, "private", message))
}

/// The icon that a patch asks for; none where it names the picture that the plugin has.
async fn changed_icon(
    app: &App,
    id: &PluginId,
    icon: Option<String>,
    errors: &mut Vec<FieldError>,
) -> Result<Option<Icon>> {
    let Some(icon) = icon else { return Ok(None) };
    if icon.starts_with(PLACE) {
        let known = app.store.plugin(id).await?;
        let known = known.ok_or(Error::NotFound("plugin"))?;
        if known.plugin.icon.as_ref() == Some(&icon) {
            return Ok(None);
        }
    }
    Ok(collect_error(errors, plugin::icon(&icon)))
}
