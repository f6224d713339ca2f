//! Plugins: their registrations, and how agents' pages see them.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};
use encaixe_api::plugin::{FrameReason, FrameState};

use super::{Entry, Object};
use crate::event::{Changed, PluginEvent};

pub(super) fn entries(event: &PluginEvent) -> Vec<Entry> {
    let object = |plugin| Object::of(AuditObjectKind::Plugin, plugin);
    match event {
        PluginEvent::PluginCreated { plugin } => {
            vec![Entry::new(AuditKind::PluginCreated, object(plugin))]
        }
        PluginEvent::PluginChanged { plugin, what } => changed(&object(plugin), what),
        PluginEvent::PluginRemoved { plugin, name } => {
            vec![Entry::new(
                AuditKind::PluginRemoved,
                object(plugin).named(name),
            )]
        }
        PluginEvent::PluginSecretRotated { plugin } => {
            vec![Entry::new(AuditKind::PluginSecretRotated, object(plugin))]
        }
        PluginEvent::PluginSigningKeyRotated { plugin, .. } => {
            vec![Entry::new(
                AuditKind::PluginSigningKeyRotated,
                object(plugin),
            )]
        }
        PluginEvent::RotationDismissed => {
            vec![Entry::new(AuditKind::SecretsKept, Object::workspace())]
        }
        // The store keeps each change once: pages report the same again. The address that was seen is not kept; a page chose it.
        PluginEvent::PluginStateReported {
            plugin,
            state,
            reason,
        } => {
            let details = AuditDetails {
                state: FrameState::parse(state),
                reason: reason.as_deref().and_then(FrameReason::parse),
                ..AuditDetails::default()
            };
            vec![Entry::new(AuditKind::FrameState, object(plugin)).with(details)]
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
        entries.push(Entry::new(AuditKind::PluginChanged, object.clone()).with(details));
    }
    if let Some(on) = what.on {
        let kind = if on {
            AuditKind::PluginEnabled
        } else {
            AuditKind::PluginDisabled
        };
        entries.push(Entry::new(kind, object.clone()));
    }
    entries
}
