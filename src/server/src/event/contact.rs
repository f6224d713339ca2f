//! What happened to a contact. Its conversations show it, so that they change too.

use encaixe_api::id::{ContactId, ConversationId, MergeId};
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContactEvent {
    /// Something else is known of them.
    ContactChanged {
        /// Who.
        contact: ContactId,
        /// Their conversations.
        conversations: Vec<ConversationId>,
    },
    /// Two contacts became one.
    ContactsMerged {
        /// Who was kept.
        contact: ContactId,
        /// Who was taken up.
        other: ContactId,
        /// The merge, by which it can be taken back.
        merge: MergeId,
        /// The conversations of both.
        conversations: Vec<ConversationId>,
    },
    /// A merge was taken back.
    ContactsSplit {
        /// Who was kept.
        contact: ContactId,
        /// Who is a contact of their own again.
        other: ContactId,
        /// The merge.
        merge: MergeId,
        /// The conversations of both.
        conversations: Vec<ConversationId>,
    },
    /// Somebody said that two contacts are two people.
    ContactsKeptApart {
        /// One.
        contact: ContactId,
        /// The other.
        other: ContactId,
        /// The conversations of both.
        conversations: Vec<ConversationId>,
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
        ("contact", contact.as_str())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        let conversations = match self {
            Self::ContactChanged { conversations, .. }
            | Self::ContactsMerged { conversations, .. }
            | Self::ContactsSplit { conversations, .. }
            | Self::ContactsKeptApart { conversations, .. } => conversations,
        };
        let changed = |id: &ConversationId| Change::Conversation { id: id.clone() };
        conversations.iter().map(changed).collect()
    }
}
