//! What happened to webhook endpoints.

use encaixe_api::id::EndpointId;
use encaixe_api::live::Change;
use encaixe_api::webhook::DisabledReason;
use serde::{Deserialize, Serialize};

use super::Changed;

/// What happened to a webhook endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WebhookEvent {
    /// It was added.
    WebhookCreated {
        /// Which one.
        endpoint: EndpointId,
    },
    /// Something of it changed.
    WebhookChanged {
        /// Which one.
        endpoint: EndpointId,
        /// What of it.
        #[serde(default)]
        what: Changed,
    },
    /// It was removed, with its deliveries.
    WebhookRemoved {
        /// Which one.
        endpoint: EndpointId,
        /// What people called it.
        #[serde(default)]
        name: String,
    },
    /// It has another secret.
    WebhookSecretRotated {
        /// Which one.
        endpoint: EndpointId,
    },
    /// The server switched it off.
    WebhookDisabled {
        /// Which one.
        endpoint: EndpointId,
        /// Why.
        reason: DisabledReason,
    },
    /// The seven addresses of the Plug set were written.
    PlugSetChanged,
}

impl WebhookEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        let endpoint = match self {
            Self::WebhookCreated { endpoint }
            | Self::WebhookChanged { endpoint, .. }
            | Self::WebhookRemoved { endpoint, .. }
            | Self::WebhookSecretRotated { endpoint }
            | Self::WebhookDisabled { endpoint, .. } => endpoint,
            Self::PlugSetChanged => return ("workspace", ""),
        };
        ("webhook", endpoint.as_str())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        vec![match self {
            Self::WebhookCreated { .. }
            | Self::WebhookChanged { .. }
            | Self::WebhookRemoved { .. }
            | Self::WebhookSecretRotated { .. }
            | Self::WebhookDisabled { .. }
            | Self::PlugSetChanged => Change::Webhooks,
        }]
    }
}
