//! `{type, timestamp, data}`: what happened, who did it, and the records that it is about, as the API tells them.

use encaixe_api::id::{AttendanceId, ContactId, ConversationId, MessageId};
use encaixe_api::webhook::EventName;
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
    let actor = match &recorded.actor {
        Some(actor) => Some(store.who(actor).await?),
        None => None,
    };
    data.put("actor", actor)?;
    match event {
        Event::Conversation(event) => data.of_conversation(event).await?,
        Event::Contact(event) => data.of_contact(event).await?,
        Event::Webhook(event) => data.of_webhook(event).await?,
        Event::Workspace(event) => data.of_workspace(event).await?,
        Event::App(event) => data.of_app(event).await?,
        // They are told to nobody.
        Event::Plugin(_) | Event::Access(_) => {}
    }
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
            } => {
                self.message(conversation, message).await?;
                self.conversation(conversation).await
            }
            ConversationEvent::MessageStatusChanged {
                conversation,
                message,
                status,
            } => {
                self.message(conversation, message).await?;
                self.put("status", status)?;
                self.conversation(conversation).await
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
                self.attendance(attendance).await?;
                self.conversation(conversation).await
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

    async fn message(
        &mut self,
        conversation: &ConversationId,
        message: &MessageId,
    ) -> store::Result<()> {
        match self.store.message(conversation, message).await? {
            Some(known) => self.put("message", known),
            None => self.put("message", json!({"id": message})),
        }
    }

    async fn attendance(&mut self, attendance: &AttendanceId) -> store::Result<()> {
        match self.store.attendance(attendance).await? {
            Some(known) => self.put("attendance", known),
            None => self.put("attendance", json!({"id": attendance})),
        }
    }

    async fn contact(&mut self, contact: &ContactId) -> store::Result<()> {
        match self.store.contact(contact).await? {
            Some(known) => self.put("contact", known),
            None => self.put("contact", json!({"id": contact})),
        }
    }

    /// The conversation, and the contact beside it. What changes with each message is left out.
    async fn conversation(&mut self, id: &ConversationId) -> store::Result<()> {
        let Some((summary, identifier)) = self.store.summary_with_address(id).await? else {
            return self.put("conversation", json!({"id": id}));
        };
        self.contact(&summary.contact.id).await?;
        let mut conversation = serde_json::to_value(&summary)?;
        if let Value::Object(of) = &mut conversation {
            for passing in ["lastMessage", "unread", "waitingSince", "updatedAt"] {
                of.remove(passing);
            }
            of.insert("contact".to_owned(), json!(summary.contact.id));
            of.insert("identifier".to_owned(), json!(identifier));
        }
        self.put("conversation", conversation)
    }
}
