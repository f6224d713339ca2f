//! A plugin, as the settings and the panel have it.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Plugin, PluginPatch};
use gloo_net::http::Method;

use super::{Answer, get, part, send};

/// One plugin.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn plugin(id: &PluginId) -> Answer<Plugin> {
    get(&plugin_path(id, "")).await
}

/// Changes it; gives it as it is afterwards.
///
/// # Errors
/// When no answer came, or it was none that was hoped for.
pub async fn change_plugin(id: &PluginId, patch: &PluginPatch) -> Answer<Plugin> {
    send(Method::PATCH, &plugin_path(id, ""), Some(patch)).await
}

/// The path of a plugin, and what is below it.
#[must_use]
pub fn plugin_path(id: &PluginId, rest: &str) -> String {
    format!("/api/plugins/{}{rest}", part(id.as_str()))
}
