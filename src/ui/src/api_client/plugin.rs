//! The path of a plugin, for the settings and the panel. What they read of one differs.

use encaixe_api::id::PluginId;

use super::part;

/// The path of a plugin, and what is below it.
#[must_use]
pub fn plugin_path(id: &PluginId, rest: &str) -> String {
    format!("/api/plugins/{}{rest}", part(id.as_str()))
}
