//! The body of an event, as things were when it happened.

use encaixe_api::id::{ConversationId, MessageId};
use encaixe_api::inbox::message::MessageStatus;
use serde_json::Value;

use super::{Names, disconnected, failed, finished, received, sending, started, status};
use crate::event::{ConversationEvent, Event, WorkspaceEvent};
use crate::store::event::Recorded;
use crate::store::{Result, Store};

/// The body of an event; none when Plug has none for it, or what it is about is gone.
///
/// # Errors
/// When the database fails.
pub async fn plug(store: &Store, recorded: &Recorded, names: Names) -> Result<Option<Value>> {
    match &recorded.event {
        Some(Event::Conversation(event)) => of_conversation(store, event, recorded, names).await,
        Some(Event::Workspace(WorkspaceEvent::ChannelStateChanged {
            channel,
            connected: false,
        })) => {
            let error = store.plug_channel_error(channel).await?;
            let body = disconnected::disconnected(names, channel.as_str(), &error, recorded.at);
            Ok(Some(body))
        }
        _ => Ok(None),
    }
}

async fn of_conversation(
    store: &Store,
    event: &ConversationEvent,
    recorded: &Recorded,
    names: Names,
) -> Result<Option<Value>> {
    match event {
        ConversationEvent::AttendanceStarted { attendance, .. } => {
            let found = store.plug_attendance(attendance, recorded.number).await?;
            Ok(found.map(|(attendance, by)| started::started(names, &attendance, &by)))
        }
        ConversationEvent::AttendanceFinished { attendance, .. } => {
            let Some(finish) = store.plug_finish(attendance).await? else {
                return Ok(None);
            };
            let found = store.plug_attendance(attendance, recorded.number).await?;
            Ok(found.map(|(attendance, _)| finished::finished(names, &attendance, &finish)))
        }
        ConversationEvent::MessageReceived {
            conversation,
            message,
        } => {
            let written = store.plug_message(conversation, message).await?;
            let party = store.plug_party(conversation).await?;
            Ok(party
                .zip(written)
                .map(|(party, written)| received::received(names, &party, &written)))
        }
        ConversationEvent::MessageSent {
            conversation,
            message,
        }
        | ConversationEvent::MessageRetried {
            conversation,
            message,
        } => {
            let party = store.plug_party(conversation).await?;
            Ok(party.map(|party| sending::sending(&party, message.as_str())))
        }
        ConversationEvent::MessageStatusChanged {
            conversation,
            message,
            status,
        } => {
            let at = recorded.at;
            further(store, names, conversation, message, status, at).await
        }
        _ => Ok(None),
    }
}

/// The body for a message that got to a status, or failed; what waits anew is not told of.
async fn further(
    store: &Store,
    names: Names,
    conversation: &ConversationId,
    message: &MessageId,
    word: &str,
    at: i64,
) -> Result<Option<Value>> {
    let Some(party) = store.plug_party(conversation).await? else {
        return Ok(None);
    };
    let id = message.as_str();
    Ok(match MessageStatus::parse(word) {
        None | Some(MessageStatus::Queued) => None,
        Some(MessageStatus::Failed) => {
            let error = store.plug_message_error(message).await?;
            Some(failed::failed(&party, id, &error))
        }
        Some(to) => Some(status::status(names, &party, id, to, at)),
    })
}
