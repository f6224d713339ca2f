//! Conversations: the daily work, which the conversation itself shows. Nothing of it is audited.

use super::Entry;
use crate::event::ConversationEvent;

pub(super) fn entries(event: &ConversationEvent) -> Vec<Entry> {
    match event {
        ConversationEvent::ConversationCreated { .. }
        | ConversationEvent::ConversationAssigned { .. }
        | ConversationEvent::ConversationMoved { .. }
        | ConversationEvent::ConversationClosed { .. }
        | ConversationEvent::ConversationReopened { .. }
        | ConversationEvent::ConversationRead { .. }
        | ConversationEvent::MessageReceived { .. }
        | ConversationEvent::MessageSent { .. }
        | ConversationEvent::MessageRetried { .. }
        | ConversationEvent::NoteAdded { .. }
        | ConversationEvent::MessageStatusChanged { .. }
        | ConversationEvent::TagAdded { .. }
        | ConversationEvent::TagRemoved { .. }
        | ConversationEvent::AttendanceRequested { .. }
        | ConversationEvent::AttendanceStarted { .. }
        | ConversationEvent::AttendanceFinished { .. }
        | ConversationEvent::AttendanceRated { .. }
        | ConversationEvent::AttendanceChanged { .. } => Vec::new(),
    }
}
