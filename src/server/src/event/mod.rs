//! What happened: each kind named once, with the parts of the page that it changes.
//!
//! A write records its events, which are stored in the very transaction that changed the data (`store/event.rs`), and told to
//! the live streams once it is committed ([`feed`]). A file here is a family of events; all are matched without `_`.

mod access;
mod app;
mod changed;
mod contact;
mod conversation;
pub mod feed;
mod integration;
mod plugin;
mod webhook;
mod workspace;

use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

use crate::audit;

pub use access::{AccessEvent, Ended};
pub use app::AppEvent;
pub use changed::Changed;
pub(crate) use changed::POSITION;
pub use contact::ContactEvent;
pub use conversation::ConversationEvent;
pub use integration::IntegrationEvent;
pub use plugin::PluginEvent;
pub use webhook::WebhookEvent;
pub use workspace::{Filled, List, WorkspaceEvent};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// Of a conversation, its messages, tags and attendances.
    Conversation(ConversationEvent),
    /// Of a contact.
    Contact(ContactEvent),
    /// Of what names things, and who works here.
    Workspace(WorkspaceEvent),
    /// Of a plugin.
    Plugin(PluginEvent),
    /// Of ways in.
    Access(AccessEvent),
    /// Of webhook endpoints.
    Webhook(WebhookEvent),
    /// Of apps and their connections.
    App(AppEvent),
    /// Of integrations that were let in.
    Integration(IntegrationEvent),
}

impl Event {
    /// Whom or what it is about, such as `conversation:955`.
    #[must_use]
    pub fn subject(&self) -> String {
        let (kind, id) = match self {
            Self::Conversation(event) => event.subject(),
            Self::Contact(event) => event.subject(),
            Self::Workspace(event) => event.subject(),
            Self::Plugin(event) => event.subject(),
            Self::Access(event) => event.subject(),
            Self::Webhook(event) => event.subject(),
            Self::App(event) => event.subject(),
            Self::Integration(event) => event.subject(),
        };
        format!("{kind}:{id}")
    }

    /// What a page that shows it has to fetch again.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = match self {
            Self::Conversation(event) => event.changes(),
            Self::Contact(event) => event.changes(),
            Self::Workspace(event) => event.changes(),
            Self::Plugin(event) => event.changes(),
            Self::Access(event) => event.changes(),
            Self::Webhook(event) => event.changes(),
            Self::App(event) => event.changes(),
            Self::Integration(event) => event.changes(),
        };
        if !changes.contains(&Change::Reset) && !audit::entries(self).is_empty() {
            changes.push(Change::Audit);
        }
        changes
    }
}

macro_rules! families {
    ($($family:ident($event:ty)),+ $(,)?) => {$(
        impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$family(event)
            }
        }
    )+};
}

families! {
    Conversation(ConversationEvent),
    Contact(ContactEvent),
    Workspace(WorkspaceEvent),
    Plugin(PluginEvent),
    Access(AccessEvent),
    Webhook(WebhookEvent),
    App(AppEvent),
    Integration(IntegrationEvent),
}

#[cfg(test)]
mod tests {
    use encaixe_api::id::ConversationId;
    use encaixe_api::live::Change;

    use super::{Changed, ContactEvent, ConversationEvent, Event, PluginEvent, WorkspaceEvent};

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let id = || ConversationId::from("955");
        let events: [Event; 4] = [
            ConversationEvent::TagAdded {
                conversation: id(),
                tag: "301".into(),
            }
            .into(),
            ContactEvent::ContactChanged {
                contact: "1".into(),
                conversations: vec![id()],
            }
            .into(),
            WorkspaceEvent::WorkspaceChanged {
                what: Changed::default(),
            }
            .into(),
            PluginEvent::PluginRemoved {
                plugin: "955".into(),
                name: "CRM".into(),
            }
            .into(),
        ];
        for event in events {
            let text = serde_json::to_string(&event).unwrap();
            assert_eq!(
                serde_json::from_str::<Event>(&text).unwrap(),
                event,
                "{text}"
            );
        }
    }

    #[test]
    fn an_event_says_what_it_is_about_and_what_pages_fetch() {
        let event = Event::from(ConversationEvent::TagRemoved {
            conversation: "955".into(),
            tag: "301".into(),
        });
        assert_eq!(event.subject(), "conversation:955");
        let changes = [Change::Conversation { id: "955".into() }];
        assert_eq!(event.changes(), changes);
    }
}
