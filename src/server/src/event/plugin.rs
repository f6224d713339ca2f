//! What happened to a plugin's registration, and what pages see of it.

use encaixe_api::id::PluginId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

use super::Changed;

/// What happened to a plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PluginEvent {
    /// It was registered.
    PluginCreated {
        /// Which one.
        plugin: PluginId,
    },
    /// Its registration changed.
    PluginChanged {
        /// Which one.
        plugin: PluginId,
        /// What of it.
        #[serde(default)]
        what: Changed,
    },
    /// It was removed, with what it stored.
    PluginRemoved {
        /// Which one.
        plugin: PluginId,
        /// The name that it had.
        #[serde(default)]
        name: String,
    },
    /// It has another secret.
    PluginSecretRotated {
        /// Which one.
        plugin: PluginId,
    },
    /// It has another key to sign its tokens with.
    PluginSigningKeyRotated {
        /// Which one.
        plugin: PluginId,
    },
    /// Secrets stay that earlier backups hold in the clear: an admin was asked, and made none anew.
    RotationDismissed,
    /// A page sees it in another state.
    PluginStateReported {
        /// Which one.
        plugin: PluginId,
        /// The state.
        state: String,
        /// Why, for the states that have a reason.
        #[serde(default)]
        reason: Option<String>,
    },
}

impl PluginEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        let plugin = match self {
            Self::PluginCreated { plugin }
            | Self::PluginChanged { plugin, .. }
            | Self::PluginRemoved { plugin, .. }
            | Self::PluginSecretRotated { plugin }
            | Self::PluginSigningKeyRotated { plugin }
            | Self::PluginStateReported { plugin, .. } => plugin,
            Self::RotationDismissed => return ("workspace", ""),
        };
        ("plugin", plugin.as_str())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        vec![match self {
            Self::PluginCreated { .. }
            | Self::PluginChanged { .. }
            | Self::PluginRemoved { .. }
            | Self::PluginSecretRotated { .. }
            | Self::PluginSigningKeyRotated { .. }
            | Self::RotationDismissed => Change::Plugins,
            Self::PluginStateReported { .. } => Change::PluginStates,
        }]
    }
}
