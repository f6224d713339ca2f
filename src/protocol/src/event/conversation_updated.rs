//! `conversation_updated`: what a plugin knows of the open conversation changed, by anyone.

use serde::{Deserialize, Serialize};

use super::conversation::{self, Contact, Conversation, Session};

/// What changed, and how things stand now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// At least one, each once, in the order of [`Change`].
    pub changed: Vec<Change>,
    /// The conversation afterwards.
    pub conversation: Conversation,
    /// The contact afterwards.
    pub contact: Contact,
    /// The attendance afterwards.
    pub session: Session,
}

/// A part of what a plugin knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The conversation's tags.
    Tags,
    /// The assigned member.
    Assignee,
    /// The assigned group.
    Group,
    /// Open or closed.
    Status,
    /// The contact: a name, an address or a custom field.
    Contact,
    /// The attendance: another one began, or a custom field.
    Session,
}

impl Change {
    /// What differs between two states of one conversation.
    #[must_use]
    pub fn between(before: &conversation::Data, after: &conversation::Data) -> Vec<Self> {
        let (old, new) = (&before.conversation, &after.conversation);
        [
            (old.tags != new.tags, Self::Tags),
            (old.assignee != new.assignee, Self::Assignee),
            (old.group != new.group, Self::Group),
            (old.status != new.status, Self::Status),
            (before.contact != after.contact, Self::Contact),
            (before.session != after.session, Self::Session),
        ]
        .into_iter()
        .filter_map(|(differs, change)| differs.then_some(change))
        .collect()
    }
}
