//! What happened to the integrations that a company makes, and to those that it let in.

use encaixe_api::id::IntegrationId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

use super::Changed;

/// What happened to an integration in this company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum IntegrationEvent {
    /// This company made it.
    IntegrationCreated {
        /// Which one.
        integration: IntegrationId,
        /// What people call it. It lies with the server, so that no table of the company has it.
        name: String,
    },
    /// Its registration changed.
    IntegrationChanged {
        /// Which one.
        integration: IntegrationId,
        /// What people call it now.
        name: String,
        /// What of it.
        what: Changed,
    },
    /// It got another secret.
    IntegrationSecretRotated {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
    },
    /// This company made it, and removed it.
    IntegrationDeleted {
        /// Which one.
        integration: IntegrationId,
        /// What people called it.
        name: String,
    },
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
            Self::IntegrationCreated { integration, .. }
            | Self::IntegrationChanged { integration, .. }
            | Self::IntegrationSecretRotated { integration, .. }
            | Self::IntegrationDeleted { integration, .. }
            | Self::IntegrationAllowed { integration, .. }
            | Self::GrantExchanged { integration }
            | Self::GrantRevoked { integration }
            | Self::IntegrationRemoved { integration, .. } => ("integration", integration.as_str()),
        }
    }

    /// No page shows them yet, but for the audit log.
    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::IntegrationCreated { .. }
            | Self::IntegrationChanged { .. }
            | Self::IntegrationSecretRotated { .. }
            | Self::IntegrationDeleted { .. }
            | Self::IntegrationAllowed { .. }
            | Self::GrantExchanged { .. }
            | Self::GrantRevoked { .. }
            | Self::IntegrationRemoved { .. } => Vec::new(),
        }
    }
}
