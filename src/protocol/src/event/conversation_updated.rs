//! `conversation_updated`: the open conversation's tags, assignee, group or status changed, by anyone.

use serde::{Deserialize, Serialize};

use super::conversation::Conversation;

/// What changed, and how the conversation stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// At least one, each once, in the order of [`Change`].
    pub changed: Vec<Change>,
    /// The conversation afterwards.
    pub conversation: Conversation,
}

/// A part of the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Its tags.
    Tags,
    /// The agent in charge.
    Assignee,
    /// The team in charge.
    Group,
    /// Whether it is being served.
    Status,
}

impl Change {
    /// What differs between two states of one conversation.
    #[must_use]
    pub fn between(before: &Conversation, after: &Conversation) -> Vec<Self> {
        [
            (before.tags != after.tags, Self::Tags),
            (before.assignee != after.assignee, Self::Assignee),
            (before.group != after.group, Self::Group),
            (before.status != after.status, Self::Status),
        ]
        .into_iter()
        .filter_map(|(differs, change)| differs.then_some(change))
        .collect()
    }
}
