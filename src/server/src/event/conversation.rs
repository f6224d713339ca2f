//! What happened to a conversation: by whom it is served, what was said, its tags and its attendances.

use encaixe_api::id::{
    AttendanceId, ChannelId, ContactId, ConversationId, GroupId, MemberId, MessageId, TagId,
};
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConversationEvent {
    /// It began.
    ConversationCreated {
        /// Which one.
        conversation: ConversationId,
        /// With whom.
        contact: ContactId,
        /// Where.
        channel: ChannelId,
    },
    /// Another member is its assignee, or nobody.
    ConversationAssigned {
        /// Which one.
        conversation: ConversationId,
        /// The member.
        assignee: Option<MemberId>,
    },
    /// It is with another group, or with none.
    ConversationMoved {
        /// Which one.
        conversation: ConversationId,
        /// The group.
        group: Option<GroupId>,
    },
    /// It was closed.
    ConversationClosed {
        /// Which one.
        conversation: ConversationId,
    },
    /// It was opened again.
    ConversationReopened {
        /// Which one.
        conversation: ConversationId,
    },
    /// Its messages were seen.
    ConversationRead {
        /// Which one.
        conversation: ConversationId,
    },
    /// The contact wrote.
    MessageReceived {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// Somebody wrote to the contact.
    MessageSent {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// A failed message is handed to whoever carries the channel's messages once more.
    MessageRetried {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// Somebody left a note.
    NoteAdded {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// A message got further, or failed.
    MessageStatusChanged {
        /// The conversation.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
        /// How far it is.
        status: String,
    },
    /// A tag was put on.
    TagAdded {
        /// The conversation.
        conversation: ConversationId,
        /// The tag.
        tag: TagId,
    },
    /// A tag was taken off.
    TagRemoved {
        /// The conversation.
        conversation: ConversationId,
        /// The tag.
        tag: TagId,
    },
    /// An attendance was asked for.
    AttendanceRequested {
        /// Its conversation.
        conversation: ConversationId,
        /// The attendance.
        attendance: AttendanceId,
    },
    /// An attendance was taken.
    AttendanceStarted {
        /// Its conversation.
        conversation: ConversationId,
        /// The attendance.
        attendance: AttendanceId,
    },
    /// An attendance is over.
    AttendanceFinished {
        /// Its conversation.
        conversation: ConversationId,
        /// The attendance.
        attendance: AttendanceId,
    },
    /// The customer said how they found it.
    AttendanceRated {
        /// Its conversation.
        conversation: ConversationId,
        /// The attendance.
        attendance: AttendanceId,
    },
    /// The custom fields of an attendance changed.
    AttendanceChanged {
        /// Its conversation.
        conversation: ConversationId,
        /// The attendance.
        attendance: AttendanceId,
    },
}

impl ConversationEvent {
    const fn conversation(&self) -> &ConversationId {
        match self {
            Self::ConversationCreated { conversation, .. }
            | Self::ConversationAssigned { conversation, .. }
            | Self::ConversationMoved { conversation, .. }
            | Self::ConversationClosed { conversation }
            | Self::ConversationReopened { conversation }
            | Self::ConversationRead { conversation }
            | Self::MessageReceived { conversation, .. }
            | Self::MessageSent { conversation, .. }
            | Self::MessageRetried { conversation, .. }
            | Self::NoteAdded { conversation, .. }
            | Self::MessageStatusChanged { conversation, .. }
            | Self::TagAdded { conversation, .. }
            | Self::TagRemoved { conversation, .. }
            | Self::AttendanceRequested { conversation, .. }
            | Self::AttendanceStarted { conversation, .. }
            | Self::AttendanceFinished { conversation, .. }
            | Self::AttendanceRated { conversation, .. }
            | Self::AttendanceChanged { conversation, .. } => conversation,
        }
    }

    pub(super) fn subject(&self) -> (&'static str, &str) {
        ("conversation", self.conversation().as_str())
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        vec![Change::Conversation {
            id: self.conversation().clone(),
        }]
    }
}
