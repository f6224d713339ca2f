//! By which name endpoints are told of an event, and whose it is. Most events are told to nobody.

use encaixe_api::id::{ChannelId, ContactId, ConversationId, MessageId};
use encaixe_api::webhook::EventName;

use crate::event::{
    AppEvent, ContactEvent, ConversationEvent, Event, WebhookEvent, WorkspaceEvent,
};

/// What decides which endpoints are told, beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of<'a> {
    /// A conversation: those of its channel.
    Conversation(&'a ConversationId),
    /// A message that failed: whoever carries it, and nobody else.
    Carrier,
    /// A contact: those of the channels of their conversations.
    Contact(&'a ContactId),
    /// A channel: those of it.
    Channel(&'a ChannelId),
    /// The workspace: all of them.
    Workspace,
}

/// By which name an event is told, and whose it is; none for what is told to nobody.
pub(crate) fn told(event: &Event) -> Option<(EventName, Of<'_>)> {
    match event {
        Event::Conversation(event) => of_conversation(event),
        Event::Contact(event) => of_contact(event),
        Event::Webhook(event) => of_webhook(event),
        Event::Workspace(event) => of_workspace(event),
        Event::App(event) => of_app(event),
        Event::Plugin(_) | Event::Access(_) | Event::Integration(_) => None,
    }
}

/// Whether it is that a message is sent again.
pub(crate) const fn is_retried(event: &Event) -> bool {
    matches!(
        event,
        Event::Conversation(ConversationEvent::MessageRetried { .. })
    )
}

/// The message that an event hands to whoever carries the messages of its channel.
pub(crate) fn carried(event: &Event) -> Option<(&ConversationId, &MessageId)> {
    match event {
        Event::Conversation(
            ConversationEvent::MessageSent {
                conversation,
                message,
            }
            | ConversationEvent::MessageRetried {
                conversation,
                message,
            },
        ) => Some((conversation, message)),
        _ => None,
    }
}

fn of_conversation(event: &ConversationEvent) -> Option<(EventName, Of<'_>)> {
    let (name, conversation) = match event {
        ConversationEvent::ConversationCreated { conversation, .. } => {
            (EventName::ConversationBegun, conversation)
        }
        ConversationEvent::ConversationAssigned { conversation, .. }
        | ConversationEvent::ConversationMoved { conversation, .. } => {
            (EventName::ConversationAssigned, conversation)
        }
        ConversationEvent::MessageReceived { conversation, .. } => {
            (EventName::MessageReceived, conversation)
        }
        ConversationEvent::MessageSent { conversation, .. } => {
            (EventName::MessageSent, conversation)
        }
        ConversationEvent::MessageRetried { .. } => {
            return Some((EventName::MessageSent, Of::Carrier));
        }
        ConversationEvent::MessageStatusChanged {
            conversation,
            status,
            ..
        } => match status.as_str() {
            "failed" => (EventName::MessageFailed, conversation),
            // It is sent anew, and got no further.
            "queued" => return None,
            _ => (EventName::MessageStatusChanged, conversation),
        },
        ConversationEvent::TagAdded { conversation, .. }
        | ConversationEvent::TagRemoved { conversation, .. } => {
            (EventName::ConversationTagged, conversation)
        }
        ConversationEvent::AttendanceStarted { conversation, .. } => {
            (EventName::AttendanceStarted, conversation)
        }
        ConversationEvent::AttendanceFinished { conversation, .. } => {
            (EventName::AttendanceFinished, conversation)
        }
        ConversationEvent::AttendanceRated { conversation, .. } => {
            (EventName::AttendanceRated, conversation)
        }
        ConversationEvent::AttendanceRequested { .. }
        | ConversationEvent::ConversationClosed { .. }
        | ConversationEvent::ConversationReopened { .. }
        | ConversationEvent::ConversationRead { .. }
        | ConversationEvent::NoteAdded { .. }
        | ConversationEvent::AttendanceChanged { .. } => return None,
    };
    Some((name, Of::Conversation(conversation)))
}

fn of_contact(event: &ContactEvent) -> Option<(EventName, Of<'_>)> {
    match event {
        ContactEvent::ContactChanged { contact, .. }
        | ContactEvent::ContactsMerged { contact, .. }
        | ContactEvent::ContactsSplit { contact, .. } => {
            Some((EventName::ContactChanged, Of::Contact(contact)))
        }
        ContactEvent::ContactsKeptApart { .. } => None,
    }
}

fn of_workspace(event: &WorkspaceEvent) -> Option<(EventName, Of<'_>)> {
    match event {
        WorkspaceEvent::ChannelStateChanged {
            channel,
            connected: false,
        } => Some((EventName::ChannelDisconnected, Of::Channel(channel))),
        WorkspaceEvent::ChannelStateChanged { .. }
        | WorkspaceEvent::WorkspaceChanged { .. }
        | WorkspaceEvent::WorkspaceFilled { .. }
        | WorkspaceEvent::EntryCreated { .. }
        | WorkspaceEvent::EntryChanged { .. }
        | WorkspaceEvent::EntryDeleted { .. } => None,
    }
}

fn of_webhook(event: &WebhookEvent) -> Option<(EventName, Of<'_>)> {
    match event {
        WebhookEvent::WebhookDisabled { .. } => Some((EventName::WebhookDisabled, Of::Workspace)),
        WebhookEvent::WebhookCreated { .. }
        | WebhookEvent::WebhookChanged { .. }
        | WebhookEvent::WebhookRemoved { .. }
        | WebhookEvent::WebhookSecretRotated { .. }
        | WebhookEvent::PlugSetChanged => None,
    }
}

fn of_app(event: &AppEvent) -> Option<(EventName, Of<'_>)> {
    match event {
        AppEvent::ConnectionBroken { .. } => Some((EventName::ConnectionBroken, Of::Workspace)),
        AppEvent::AppUploaded { .. }
        | AppEvent::AppRemoved { .. }
        | AppEvent::AppClientChanged { .. }
        | AppEvent::ConnectionCreated { .. }
        | AppEvent::ConnectionChanged { .. }
        | AppEvent::ConnectionRemoved { .. }
        | AppEvent::ConnectionConnected { .. }
        | AppEvent::ConnectionPinged { .. } => None,
    }
}
