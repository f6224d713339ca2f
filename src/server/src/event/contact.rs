//! What happened to a contact. Its conversations show it, so that they change too.

use encaixe_api::id::ConversationId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContactEvent {
    /// Something else is known of them.
    ContactChanged {
        /// Who.
        contact: String,
        /// Their conversations.
        conversations: Vec<String>,
    },
    /// Two contacts became one.
    ContactsMerged {
        /// Who was kept.
        contact: String,
        /// Who was taken up.
        other: String,
        /// The merge, by which it can be taken back.
        merge: String,
        /// The conversations of both.
        conversations: Vec<String>,
    },
    /// A merge was taken back.
    ContactsSplit {
        /// Who was kept.
        contact: String,
        /// Who is a contact of their own again.
        other: String,
        /// The merge.
        merge: String,
        /// The conversations of both.
        conversations: Vec<String>,
    },
    /// Somebody said that two contacts are two people.
    ContactsKeptApart {
        /// One.
        contact: String,
        /// The other.
        other: String,
        /// The conversations of both.
        conversations: Vec<String>,
    },
}

impl ContactEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        let contact = match self {
            Self::ContactChanged { contact, .. }
            | Self::ContactsMerged { contact, .. }
            | Self::ContactsSplit { contact, .. }
            | Self::ContactsKeptApart { contact, .. } => contact,
        };
        ("contact", contact)
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        let conversations = match self {
            Self::ContactChanged { conversations, .. }
            | Self::ContactsMerged { conversations, .. }
            | Self::ContactsSplit { conversations, .. }
            | Self::ContactsKeptApart { conversations, .. } => conversations,
        };
        let changed = |id: &String| Change::Conversation {
            id: ConversationId::new(id),
        };
        conversations.iter().map(changed).collect()
    }
}
