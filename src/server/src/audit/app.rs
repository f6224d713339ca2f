//! Apps and their connections: who arranged them, and those that no longer work. Fields are named, and their values are nowhere.

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};

use super::{Entry, Object};
use crate::event::AppEvent;

pub(super) fn entries(event: &AppEvent) -> Vec<Entry> {
    let app = |id: &String| Object::of(AuditObjectKind::App, id);
    let object = |id| Object::of(AuditObjectKind::Connection, id);
    let entry = match event {
        AppEvent::AppUploaded { app: id } => Entry::new(AuditKind::AppUploaded, app(id)),
        AppEvent::AppRemoved { app: id, name } => {
            Entry::new(AuditKind::AppRemoved, app(id).named(name))
        }
        AppEvent::AppClientChanged { app: id } => Entry::new(AuditKind::AppClientChanged, app(id)),
        AppEvent::ConnectionCreated { connection, .. } => {
            Entry::new(AuditKind::ConnectionCreated, object(connection))
        }
        AppEvent::ConnectionChanged {
            connection, what, ..
        } => {
            let details = AuditDetails {
                fields: what.fields.clone(),
                ..AuditDetails::default()
            };
            if details.fields.is_empty() {
                return Vec::new();
            }
            Entry::new(AuditKind::ConnectionChanged, object(connection)).with(details)
        }
        AppEvent::ConnectionRemoved {
            connection, name, ..
        } => Entry::new(AuditKind::ConnectionRemoved, object(connection).named(name)),
        AppEvent::ConnectionConnected { connection, .. } => {
            Entry::new(AuditKind::ConnectionConnected, object(connection))
        }
        AppEvent::ConnectionBroken { connection, .. } => {
            Entry::new(AuditKind::ConnectionBroken, object(connection))
        }
        AppEvent::ConnectionPinged { .. } => return Vec::new(),
    };
    vec![entry]
}
