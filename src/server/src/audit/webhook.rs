//! Webhook endpoints: who arranged them, and those that the server switched off.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};
use encaixe_api::webhook::DisabledReason;

use super::{Entry, Object};
use crate::event::{Changed, WebhookEvent};

pub(super) fn entries(event: &WebhookEvent) -> Vec<Entry> {
    let object = |endpoint| Object::of(AuditObjectKind::Webhook, endpoint);
    match event {
        WebhookEvent::WebhookCreated { endpoint } => {
            vec![Entry::new(AuditKind::WebhookCreated, object(endpoint))]
        }
        WebhookEvent::WebhookChanged { endpoint, what } => changed(&object(endpoint), what),
        WebhookEvent::WebhookRemoved { endpoint, name } => vec![Entry::new(
            AuditKind::WebhookRemoved,
            object(endpoint).named(name),
        )],
        WebhookEvent::WebhookSecretRotated { endpoint } => {
            vec![Entry::new(
                AuditKind::WebhookSecretRotated,
                object(endpoint),
            )]
        }
        WebhookEvent::WebhookDisabled { endpoint, reason } => {
            let kind = match reason {
                DisabledReason::Failing => AuditKind::WebhookFailing,
                DisabledReason::Gone => AuditKind::WebhookGone,
            };
            vec![Entry::new(kind, object(endpoint))]
        }
        WebhookEvent::PlugSetChanged => {
            vec![Entry::new(AuditKind::PlugSetChanged, Object::workspace())]
        }
    }
}

/// The switch is an entry of its own beside the other fields.
fn changed(object: &Object, what: &Changed) -> Vec<Entry> {
    let mut entries = Vec::new();
    let others = what.fields.iter().filter(|field| *field != "enabled");
    let fields: Vec<String> = others.cloned().collect();
    if !fields.is_empty() {
        let details = AuditDetails {
            fields,
            ..AuditDetails::default()
        };
        entries.push(Entry::new(AuditKind::WebhookChanged, object.clone()).with(details));
    }
    if let Some(on) = what.on {
        let kind = if on {
            AuditKind::WebhookEnabled
        } else {
            AuditKind::WebhookDisabled
        };
        entries.push(Entry::new(kind, object.clone()));
    }
    entries
}
