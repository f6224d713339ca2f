//! What happened to the integrations that a company let in.

use encaixe_api::id::IntegrationId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to an integration in this company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum IntegrationEvent {
    /// Somebody agreed to let it in.
    IntegrationAllowed {
        /// Which one.
        integration: IntegrationId,
        /// What people called it.
        name: String,
    },
    /// Its program took the tokens that somebody agreed to.
    GrantExchanged {
        /// Which one.
        integration: IntegrationId,
    },
    /// Tokens of its were taken back: by itself, or since one of them was used twice.
    GrantRevoked {
        /// Which one.
        integration: IntegrationId,
    },
    /// It was taken out, with all its tokens.
    IntegrationRemoved {
        /// Which one.
        integration: IntegrationId,
        /// What people called it.
        name: String,
    },
}

impl IntegrationEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::IntegrationAllowed { integration, .. }
            | Self::GrantExchanged { integration }
            | Self::GrantRevoked { integration }
            | Self::IntegrationRemoved { integration, .. } => ("integration", integration.as_str()),
        }
    }

    /// No page shows them yet.
    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::IntegrationAllowed { .. }
            | Self::GrantExchanged { .. }
            | Self::GrantRevoked { .. }
            | Self::IntegrationRemoved { .. } => Vec::new(),
        }
    }
}
