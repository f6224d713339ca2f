//! What happened to a conversation: by whom it is served, what was said, its tags and its attendances.

use encaixe_api::id::ConversationId;
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConversationEvent {
    /// It began.
    ConversationCreated {
        /// Which one.
        conversation: String,
        /// With whom.
        contact: String,
        /// Where.
        channel: String,
    },
    /// Another member is its assignee, or nobody.
    ConversationAssigned {
        /// Which one.
        conversation: String,
        /// The member.
        assignee: Option<String>,
    },
    /// It is with another group, or with none.
    ConversationMoved {
        /// Which one.
        conversation: String,
        /// The group.
        group: Option<String>,
    },
    /// It was closed.
    ConversationClosed {
        /// Which one.
        conversation: String,
    },
    /// It was opened again.
    ConversationReopened {
        /// Which one.
        conversation: String,
    },
    /// Its messages were seen.
    ConversationRead {
        /// Which one.
        conversation: String,
    },
    /// The contact wrote.
    MessageReceived {
        /// The conversation.
        conversation: String,
        /// The message.
        message: String,
    },
    /// Somebody wrote to the contact.
    MessageSent {
        /// The conversation.
        conversation: String,
        /// The message.
        message: String,
    },
    /// Somebody left a note.
    NoteAdded {
        /// The conversation.
        conversation: String,
        /// The message.
        message: String,
    },
    /// A message got further, or failed.
    MessageStatusChanged {
        /// The conversation.
        conversation: String,
        /// The message.
        message: String,
        /// How far it is.
        status: String,
    },
    /// A tag was put on.
    TagAdded {
        /// The conversation.
        conversation: String,
        /// The tag.
        tag: String,
    },
    /// A tag was taken off.
    TagRemoved {
        /// The conversation.
        conversation: String,
        /// The tag.
        tag: String,
    },
    /// The custom fields of an attendance changed.
    AttendanceChanged {
        /// Its conversation.
        conversation: String,
        /// The attendance.
        attendance: String,
    },
}

impl ConversationEvent {
    const fn conversation(&self) -> &String {
        match self {
            Self::ConversationCreated { conversation, .. }
            | Self::ConversationAssigned { conversation, .. }
            | Self::ConversationMoved { conversation, .. }
            | Self::ConversationClosed { conversation }
            | Self::ConversationReopened { conversation }
            | Self::ConversationRead { conversation }
            | Self::MessageReceived { conversation, .. }
            | Self::MessageSent { conversation, .. }
            | Self::NoteAdded { conversation, .. }
            | Self::MessageStatusChanged { conversation, .. }
            | Self::TagAdded { conversation, .. }
            | Self::TagRemoved { conversation, .. }
            | Self::AttendanceChanged { conversation, .. } => conversation,
        }
    }

    pub(super) fn subject(&self) -> (&'static str, &str) {
        ("conversation", self.conversation())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        vec![Change::Conversation {
            id: ConversationId::new(self.conversation()),
        }]
    }
}
