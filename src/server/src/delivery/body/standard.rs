//! `{type, timestamp, data}`: what happened, who did it, and the records that it is about, as the API tells them.

use encaixe_api::id::{ContactId, ConversationId, MessageId};
use encaixe_api::webhook::EventName;
use futures::try_join;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::event::{
    AppEvent, ContactEvent, ConversationEvent, Event, WebhookEvent, WorkspaceEvent,
};
use crate::live::event_id;
use crate::store;
use crate::store::Store;
use crate::store::event::Recorded;
use crate::time::{Millis, rfc3339};

/// Its three parts together.
pub(crate) fn standard(name: EventName, at: Millis, data: Value) -> Value {
    json!({"type": name.as_str(), "timestamp": rfc3339(at), "data": data})
}

/// What is said of an event. A record that is no longer there is left out; its id stays.
pub(crate) async fn data(
    store: &Store,
    recorded: &Recorded,
    event: &Event,
) -> store::Result<Value> {
    let mut data = Data {
        store,
        told: Map::new(),
    };
    data.put("event", event_id(store, recorded.number))?;
    let who = async {
        match &recorded.actor {
            Some(actor) => store.who(actor).await.map(Some),
            None => Ok(None),
        }
    };
    let of_event = async {
        match event {
            Event::Conversation(event) => data.of_conversation(event).await,
            Event::Contact(event) => data.of_contact(event).await,
            Event::Webhook(event) => data.of_webhook(event).await,
            Event::Workspace(event) => data.of_workspace(event).await,
            Event::App(event) => data.of_app(event).await,
            // They are told to nobody.
            Event::Plugin(_) | Event::Access(_) | Event::Integration(_) => Ok(()),
        }
    };
    let (actor, ()) = try_join!(who, of_event)?;
    data.put("actor", actor)?;
    Ok(data.told.into())
}

struct Data<'a> {
    store: &'a Store,
    told: Map<String, Value>,
}

impl Data<'_> {
    fn put(&mut self, key: &str, value: impl Serialize) -> store::Result<()> {
        self.told
            .insert(key.to_owned(), serde_json::to_value(value)?);
        Ok(())
    }

    async fn of_conversation(&mut self, event: &ConversationEvent) -> store::Result<()> {
        match event {
            ConversationEvent::MessageReceived {
                conversation,
                message,
            }
            | ConversationEvent::MessageSent {
                conversation,
                message,
            }
            | ConversationEvent::MessageRetried {
                conversation,
                message,
            }
            | ConversationEvent::NoteAdded {
                conversation,
                message,
            } => self.message_in(conversation, message).await,
            ConversationEvent::MessageStatusChanged {
                conversation,
                message,
                status,
            } => {
                self.put("status", status)?;
                self.message_in(conversation, message).await
            }
            ConversationEvent::TagAdded { conversation, tag } => {
                self.put("tag", tag)?;
                self.put("added", true)?;
                self.conversation(conversation).await
            }
            ConversationEvent::TagRemoved { conversation, tag } => {
                self.put("tag", tag)?;
                self.put("added", false)?;
                self.conversation(conversation).await
            }
            ConversationEvent::AttendanceRequested {
                conversation,
                attendance,
            }
            | ConversationEvent::AttendanceStarted {
                conversation,
                attendance,
            }
            | ConversationEvent::AttendanceFinished {
                conversation,
                attendance,
            }
            | ConversationEvent::AttendanceRated {
                conversation,
                attendance,
            }
            | ConversationEvent::AttendanceChanged {
                conversation,
                attendance,
            } => {
                let read = self.store.attendance(attendance);
                let (attendance, conversation) = try_join!(
                    known("attendance", attendance, read),
                    self.read(conversation)
                )?;
                self.told.extend(attendance.into_iter().chain(conversation));
                Ok(())
            }
            ConversationEvent::ConversationCreated { conversation, .. }
            | ConversationEvent::ConversationAssigned { conversation, .. }
            | ConversationEvent::ConversationMoved { conversation, .. }
            | ConversationEvent::ConversationClosed { conversation }
            | ConversationEvent::ConversationReopened { conversation }
            | ConversationEvent::ConversationRead { conversation } => {
                self.conversation(conversation).await
            }
        }
    }

    async fn of_contact(&mut self, event: &ContactEvent) -> store::Result<()> {
        let (contact, conversations) = match event {
            ContactEvent::ContactChanged {
                contact,
                conversations,
            }
            | ContactEvent::ContactsMerged {
                contact,
                conversations,
                ..
            }
            | ContactEvent::ContactsSplit {
                contact,
                conversations,
                ..
            }
            | ContactEvent::ContactsKeptApart {
                contact,
                conversations,
                ..
            } => (contact, conversations),
        };
        self.put("conversations", conversations)?;
        self.contact(contact).await
    }

    async fn of_workspace(&mut self, event: &WorkspaceEvent) -> store::Result<()> {
        match event {
            WorkspaceEvent::ChannelStateChanged { channel, connected } => {
                self.put("connected", connected)?;
                match self.store.channel(channel).await? {
                    Some(known) => self.put("channel", known),
                    None => self.put("channel", json!({"id": channel})),
                }
            }
            WorkspaceEvent::WorkspaceChanged { .. }
            | WorkspaceEvent::WorkspaceFilled { .. }
            | WorkspaceEvent::EntryCreated { .. }
            | WorkspaceEvent::EntryChanged { .. }
            | WorkspaceEvent::EntryDeleted { .. } => Ok(()),
        }
    }

    async fn of_webhook(&mut self, event: &WebhookEvent) -> store::Result<()> {
        let (endpoint, reason) = match event {
            WebhookEvent::WebhookDisabled { endpoint, reason } => (endpoint, Some(reason)),
            WebhookEvent::WebhookCreated { endpoint }
            | WebhookEvent::WebhookChanged { endpoint, .. }
            | WebhookEvent::WebhookRemoved { endpoint, .. }
            | WebhookEvent::WebhookSecretRotated { endpoint } => (endpoint, None),
            WebhookEvent::PlugSetChanged => return Ok(()),
        };
        self.put("reason", reason)?;
        let known = self.store.endpoint(endpoint).await?;
        let known = known.map(|known| (known.url, known.description));
        let (url, description) = known.unzip();
        self.put(
            "webhook",
            json!({"id": endpoint, "url": url, "description": description}),
        )
    }

    async fn of_app(&mut self, event: &AppEvent) -> store::Result<()> {
        let AppEvent::ConnectionBroken { app, connection } = event else {
            return Ok(());
        };
        let known = self.store.connection(app, connection).await?;
        let told = known.map(|known| {
            json!({"id": known.id, "app": known.app, "name": known.name, "environment": known.environment,
                "state": known.state, "reason": known.reason})
        });
        self.put(
            "connection",
            told.unwrap_or_else(|| json!({"id": connection, "app": app})),
        )
    }

    async fn message_in(
        &mut self,
        conversation: &ConversationId,
        message: &MessageId,
    ) -> store::Result<()> {
        let read = self.store.message(conversation, message);
        let (message, conversation) =
            try_join!(known("message", message, read), self.read(conversation))?;
        self.told.extend(message.into_iter().chain(conversation));
        Ok(())
    }

    async fn contact(&mut self, id: &ContactId) -> store::Result<()> {
        let read = self.store.contact(id);
        self.told.extend(known("contact", id, read).await?);
        Ok(())
    }

    async fn conversation(&mut self, id: &ConversationId) -> store::Result<()> {
        let read = self.read(id).await?;
        self.told.extend(read);
        Ok(())
    }

    /// The conversation, and the contact beside it. What changes with each message is left out.
    async fn read(&self, id: &ConversationId) -> store::Result<Map<String, Value>> {
        let Some((summary, identifier)) = self.store.summary_with_address(id).await? else {
            let gone = json!({"id": id});
            return Ok(Map::from_iter([("conversation".to_owned(), gone)]));
        };
        let contact = &summary.contact.id;
        let mut read = known("contact", contact, self.store.contact(contact)).await?;
        let mut conversation = serde_json::to_value(&summary)?;
        if let Value::Object(of) = &mut conversation {
            for passing in [
                "lastMessage",
                "unread",
                "waitingSince",
                "taken",
                "updatedAt",
            ] {
                of.remove(passing);
            }
            of.insert("contact".to_owned(), json!(contact));
            of.insert("identifier".to_owned(), json!(identifier));
        }
        read.insert("conversation".to_owned(), conversation);
        Ok(read)
    }
}

/// A record under its key; one that is no longer there is its id alone.
async fn known<T: Serialize>(
    key: &str,
    id: &impl Serialize,
    read: impl Future<Output = store::Result<Option<T>>>,
) -> store::Result<Map<String, Value>> {
    let value = match read.await? {
        Some(known) => serde_json::to_value(known)?,
        None => json!({"id": id}),
    };
    Ok(Map::from_iter([(key.to_owned(), value)]))
}
