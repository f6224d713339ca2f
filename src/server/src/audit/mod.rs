//! Which events are kept in the audit log, and as what: a file for each family of events, and in it a `match` without `_`, so that
//! a new kind of event does not compile before somebody has said whether it is audited.
//!
//! `Write::commit` stores the entries beside the events, in the same transaction (`store/audit.rs`), with the names that things
//! have then. An entry has ids of contacts and conversations, and never what they hold: [`Entry`] has no place for it but the
//! name of its object, which events give for what an admin named.

mod access;
mod app;
mod contact;
mod conversation;
mod integration;
mod plugin;
mod webhook;
mod workspace;

use encaixe_api::audit::{AuditDetails, AuditKind, AuditObjectKind};

use crate::event::Event;

/// An entry of the log, before it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What happened.
    pub kind: AuditKind,
    /// What it was done to.
    pub object: Object,
    /// What more there is to say.
    pub details: AuditDetails,
}

/// What something was done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: AuditObjectKind,
    /// Its id; none for the workspace.
    pub id: Option<String>,
    /// The name that it had, where the change took it away; else the store looks it up.
    pub name: Option<String>,
}

impl Entry {
    fn new(kind: AuditKind, object: Object) -> Self {
        Self {
            kind,
            object,
            details: AuditDetails::default(),
        }
    }

    fn with(self, details: AuditDetails) -> Self {
        Self { details, ..self }
    }
}

impl Object {
    fn of(kind: AuditObjectKind, id: impl ToString) -> Self {
        Self {
            kind,
            id: Some(id.to_string()),
            name: None,
        }
    }

    const fn workspace() -> Self {
        Self {
            kind: AuditObjectKind::Workspace,
            id: None,
            name: None,
        }
    }

    fn named(self, name: &str) -> Self {
        Self {
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            ..self
        }
    }
}

/// What the log keeps of an event; nothing of most.
#[must_use]
pub fn entries(event: &Event) -> Vec<Entry> {
    match event {
        Event::Conversation(event) => conversation::entries(event),
        Event::Contact(event) => contact::entries(event),
        Event::Workspace(event) => workspace::entries(event),
        Event::Plugin(event) => plugin::entries(event),
        Event::Access(event) => access::entries(event),
        Event::Webhook(event) => webhook::entries(event),
        Event::App(event) => app::entries(event),
        Event::Integration(event) => integration::entries(event),
    }
}
