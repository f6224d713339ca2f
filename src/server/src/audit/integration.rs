//! Integrations: who made and changed them, who let them in, and what became of their tokens.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};
use encaixe_api::id::IntegrationId;

use super::{Entry, Object};
use crate::event::IntegrationEvent;

pub(super) fn entries(event: &IntegrationEvent) -> Vec<Entry> {
    let object = |id: &IntegrationId| Object::of(AuditObjectKind::Integration, id);
    let entry = match event {
        IntegrationEvent::IntegrationCreated { integration, name } => Entry::new(
            AuditKind::IntegrationCreated,
            object(integration).named(name),
        ),
        IntegrationEvent::IntegrationChanged {
            integration,
            name,
            what,
        } => {
            let details = AuditDetails {
                fields: what.fields.clone(),
                ..AuditDetails::default()
            };
            Entry::new(
                AuditKind::IntegrationChanged,
                object(integration).named(name),
            )
            .with(details)
        }
        IntegrationEvent::IntegrationSecretRotated { integration, name } => Entry::new(
            AuditKind::IntegrationSecretRotated,
            object(integration).named(name),
        ),
        IntegrationEvent::IntegrationDeleted { integration, name } => Entry::new(
            AuditKind::IntegrationDeleted,
            object(integration).named(name),
        ),
        IntegrationEvent::IntegrationAllowed { integration, name } => Entry::new(
            AuditKind::IntegrationAllowed,
            object(integration).named(name),
        ),
        IntegrationEvent::GrantExchanged { integration } => {
            Entry::new(AuditKind::GrantExchanged, object(integration))
        }
        IntegrationEvent::GrantRevoked { integration } => {
            Entry::new(AuditKind::GrantRevoked, object(integration))
        }
        IntegrationEvent::IntegrationRemoved { integration, name } => Entry::new(
            AuditKind::IntegrationRemoved,
            object(integration).named(name),
        ),
    };
    vec![entry]
}
