//! Integrations: who made and changed them, who let them in, and what became of their tokens.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};
use encaixe_api::id::IntegrationId;

use super::{Entry, Object};
use crate::event::IntegrationEvent;

pub(super) fn entries(event: &IntegrationEvent) -> Vec<Entry> {
    use AuditKind as Kind;
    use IntegrationEvent as Event;
    let entry = match event {
        Event::IntegrationCreated { integration, name } => {
            of(Kind::IntegrationCreated, integration, name)
        }
        Event::IntegrationChanged {
            integration,
            name,
            what,
        } => {
            let details = AuditDetails {
                fields: what.fields.clone(),
                ..AuditDetails::default()
            };
            of(Kind::IntegrationChanged, integration, name).with(details)
        }
        Event::IntegrationSecretRotated { integration, name } => {
            of(Kind::IntegrationSecretRotated, integration, name)
        }
        Event::IntegrationDeleted { integration, name } => {
            of(Kind::IntegrationDeleted, integration, name)
        }
        Event::IntegrationAllowed { integration, name } => {
            of(Kind::IntegrationAllowed, integration, name)
        }
        // The installation's row has their names.
        Event::GrantExchanged { integration } => of(Kind::GrantExchanged, integration, ""),
        Event::GrantRevoked { integration } => of(Kind::GrantRevoked, integration, ""),
        Event::IntegrationRemoved { integration, name } => {
            of(Kind::IntegrationRemoved, integration, name)
        }
        // Why is in the integration's own history: the log has no free text.
        Event::IntegrationStepped {
            integration,
            name,
            step,
            version,
            reason: _,
        } => {
            let details = AuditDetails {
                step: Some(step.clone()),
                ..of_version(*version)
            };
            of(Kind::IntegrationStepped, integration, name).with(details)
        }
        Event::IntegrationInstalled {
            integration,
            name,
            version,
        } => of(Kind::IntegrationInstalled, integration, name).with(of_version(*version)),
        Event::IntegrationAgreed {
            integration,
            name,
            version,
        } => of(Kind::IntegrationAgreed, integration, name).with(of_version(*version)),
        Event::IntegrationPaused { integration, name } => {
            of(Kind::IntegrationPaused, integration, name)
        }
        Event::IntegrationResumed { integration, name } => {
            of(Kind::IntegrationResumed, integration, name)
        }
        Event::IntegrationSuspended { integration, name } => {
            of(Kind::IntegrationSuspended, integration, name)
        }
        Event::IntegrationLifted { integration, name } => {
            of(Kind::IntegrationLifted, integration, name)
        }
        Event::IntegrationUpdated {
            integration,
            name,
            version,
        } => of(Kind::IntegrationUpdated, integration, name).with(of_version(*version)),
        Event::IntegrationHookFailed {
            integration,
            name,
            failure,
        } => {
            let details = AuditDetails {
                failure: Some(failure.clone()),
                ..AuditDetails::default()
            };
            of(Kind::IntegrationHookFailed, integration, name).with(details)
        }
    };
    vec![entry]
}

/// An entry of an integration; without a name the store looks it up.
fn of(kind: AuditKind, id: &IntegrationId, name: &str) -> Entry {
    Entry::new(
        kind,
        Object::of(AuditObjectKind::Integration, id).named(name),
    )
}

fn of_version(version: u32) -> AuditDetails {
    AuditDetails {
        version: Some(version),
        ..AuditDetails::default()
    }
}
