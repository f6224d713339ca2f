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
    /// This company makes it, and it went on its way to others or was stopped on it.
    IntegrationStepped {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
        /// The step, by the names of the API.
        step: String,
        /// The version that it is about.
        version: u32,
        /// Why; empty where nobody has to say.
        reason: String,
    },
    /// It was installed here.
    IntegrationInstalled {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
        /// In which version.
        version: u32,
    },
    /// Somebody agreed to a newer version.
    IntegrationAgreed {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
        /// To which version.
        version: u32,
    },
    /// Somebody paused it.
    IntegrationPaused {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
    },
    /// Somebody let it go on.
    IntegrationResumed {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
    },
    /// A moderator of the server stopped it.
    IntegrationSuspended {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
    },
    /// A moderator of the server let it go on.
    IntegrationLifted {
        /// Which one.
        integration: IntegrationId,
        /// What people call it.
        name: String,
    },
    /// A newer version that asks for no more took the place of the one before.
    IntegrationUpdated {
        /// Which one.
        integration: IntegrationId,
        /// What people call it now.
        name: String,
        /// Which version.
        version: u32,
    },
    /// Its server could not be told that it was taken out, however often it was tried.
    IntegrationHookFailed {
        /// Which one.
        integration: IntegrationId,
        /// What people call it; empty where the server did not say.
        name: String,
        /// Why the last try failed.
        failure: String,
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
            | Self::IntegrationRemoved { integration, .. }
            | Self::IntegrationStepped { integration, .. }
            | Self::IntegrationInstalled { integration, .. }
            | Self::IntegrationAgreed { integration, .. }
            | Self::IntegrationPaused { integration, .. }
            | Self::IntegrationResumed { integration, .. }
            | Self::IntegrationSuspended { integration, .. }
            | Self::IntegrationLifted { integration, .. }
            | Self::IntegrationUpdated { integration, .. }
            | Self::IntegrationHookFailed { integration, .. } => {
                ("integration", integration.as_str())
            }
        }
    }

    /// Where it decides about frames, pages fetch those anew as well.
    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::IntegrationCreated { .. }
            | Self::IntegrationChanged { .. }
            | Self::IntegrationSecretRotated { .. }
            | Self::IntegrationDeleted { .. }
            | Self::IntegrationAllowed { .. }
            | Self::GrantExchanged { .. }
            | Self::GrantRevoked { .. }
            | Self::IntegrationStepped { .. }
            | Self::IntegrationHookFailed { .. } => vec![Change::Integrations],
            Self::IntegrationRemoved { .. }
            | Self::IntegrationInstalled { .. }
            | Self::IntegrationAgreed { .. }
            | Self::IntegrationPaused { .. }
            | Self::IntegrationResumed { .. }
            | Self::IntegrationSuspended { .. }
            | Self::IntegrationLifted { .. }
            | Self::IntegrationUpdated { .. } => vec![Change::Integrations, Change::Plugins],
        }
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::live::Change;

    use super::IntegrationEvent;

    #[test]
    fn what_decides_about_frames_has_pages_fetch_them_anew_and_the_rest_does_not() {
        let (integration, name) = ("1".into(), "CRM".to_owned());
        let stepped = IntegrationEvent::IntegrationStepped {
            integration,
            name: name.clone(),
            step: "suspend".to_owned(),
            version: 2,
            reason: "it asks for passwords".to_owned(),
        };
        assert_eq!(stepped.changes(), [Change::Integrations]);
        let integration = "1".into();
        let suspended = IntegrationEvent::IntegrationSuspended { integration, name };
        assert_eq!(suspended.changes(), [Change::Integrations, Change::Plugins]);
        assert_eq!(suspended.subject(), ("integration", "1"));
    }
}
