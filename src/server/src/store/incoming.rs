//! Messages from outside: each is taken once, and finds its conversation or begins one.

use std::collections::BTreeMap;

use encaixe_api::id::{AttendanceId, ChannelId, ContactId, ConversationId, MessageId};
use encaixe_api::inbox::channel::{Channel, ContactInfo};
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{From, Kind, Message};

use super::contact::Source;
use super::engine::sql;
use super::{For, Result, Write, Writer, address, attendance, conversation, message};
use crate::address::Address;
use crate::event::{ContactEvent, ConversationEvent};
use crate::random;
use crate::time::{self, Millis, rfc3339};

/// A message that came in, checked by the caller.
#[derive(Debug)]
pub struct New<'a> {
    /// The idempotency key: what its sender calls it, by which it is known when it comes again.
    pub key: Option<&'a str>,
    /// The address of who wrote it.
    pub sender: &'a Address,
    /// Anything but a note.
    pub kind: Kind,
    /// Its words.
    pub text: &'a str,
    /// Where its media lies.
    pub media_url: Option<&'a str>,
    /// What its file is called.
    pub file_name: Option<&'a str>,
    /// What is known of who wrote it.
    pub info: &'a ContactInfo,
    /// When it was written; none, or a time to come, is now.
    pub sent_at: Option<Millis>,
}

/// The conversation that takes what comes.
enum OpenConversation {
    /// It was open.
    Found(ConversationId),
    /// It was begun for this message.
    Begun(ConversationId),
}

/// Where a message went.
#[derive(Debug)]
pub struct Taken {
    /// The message.
    pub message: Message,
    /// Its conversation.
    pub conversation: ConversationId,
    /// Whether it was taken before.
    pub is_known: bool,
}

impl Writer {
    /// Takes a message into the conversation that is open with its sender, else into a new one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receive(&self, channel: &Channel, new: &New<'_>) -> Result<Taken> {
        let mut write = self
            .write(For::Address {
                channel: &channel.id,
                address: new.sender.key(),
            })
            .await?;
        let id = &channel.id;
        if let Some(key) = new.key
            && let Some(taken) = taken(&mut write, id, new.sender.key(), key).await?
        {
            return Ok(taken);
        }
        let now = time::now();
        let sent_at = new.sent_at.filter(|at| *at <= now);
        let known = address::owner(&mut write, channel, new.sender).await?;
        let place = match &known {
            Some(contact) => open(&mut write, id, contact, new.sender).await?,
            None => None,
        };
        let contact = match known {
            Some(contact) => {
                if address::fill(&mut write, &contact, channel, new.sender, new.info).await? {
                    let conversations = conversation::of_contact(&mut write, &contact).await?;
                    write.record(ContactEvent::ContactChanged {
                        contact: contact.clone(),
                        conversations,
                    });
                }
                contact
            }
            None => {
                let by = Source::Carrier;
                address::add(&mut write, channel, new.sender, by, new.info, now).await?
            }
        };
        let place = match place {
            Some(open) => OpenConversation::Found(open),
            None => {
                let asked = sent_at.unwrap_or(now);
                begin(&mut write, id, &contact, new.sender, now, asked).await?
            }
        };
        // The list is in the order of arrival, whatever the clock says; the thread in that of writing.
        let (conversation, arrived) = match place {
            OpenConversation::Found(open) => {
                let arrived = arrive(&mut write, &open, now).await?;
                (open, arrived)
            }
            OpenConversation::Begun(begun) => (begun, now),
        };
        let at = sent_at.unwrap_or(arrived);
        let message = Message {
            id: MessageId::new(random::id()?),
            kind: new.kind,
            from: From::Contact,
            author: None,
            plugin: None,
            text: new.text.to_owned(),
            media_url: new.media_url.map(str::to_owned),
            file_name: new.file_name.map(str::to_owned),
            status: None,
            error: None,
            created_at: rfc3339(at),
        };
        message::insert(&mut write, &conversation, &message, at).await?;
        if let Some(key) = new.key {
            sql(
                "INSERT INTO incoming (channel_id, sender, idempotency_key, message_id)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(id)
            .bind(new.sender.key())
            .bind(key)
            .bind(&message.id)
            .execute(&mut write)
            .await?;
        }
        write.record(ConversationEvent::MessageReceived {
            conversation: conversation.clone(),
            message: message.id.clone(),
        });
        write.commit().await?;
        Ok(Taken {
            message,
            conversation,
            is_known: false,
        })
    }
}

/// The message of this sender that was taken under this key.
async fn taken(
    write: &mut Write,
    channel: &ChannelId,
    sender: &str,
    key: &str,
) -> Result<Option<Taken>> {
    let row = sql(
        "SELECT m.* FROM incoming i JOIN message m ON m.id = i.message_id
         WHERE i.channel_id = $1 AND i.sender = $2 AND i.idempotency_key = $3",
    )
    .bind(channel)
    .bind(sender)
    .bind(key)
    .fetch_optional(&mut *write)
    .await?;
    row.map(|row| {
        Ok(Taken {
            message: message::read(&row, "")?,
            conversation: row.get("conversation_id")?,
            is_known: true,
        })
    })
    .transpose()
}

/// The conversation with a contact that takes what comes from this address: where one is open under it, the one that began
/// last of all that are open with them in this channel.
async fn open(
    write: &mut Write,
    channel: &ChannelId,
    contact: &ContactId,
    sender: &Address,
) -> Result<Option<ConversationId>> {
    Ok(sql("SELECT id FROM conversation
         WHERE contact_id = $1 AND channel_id = $2 AND status = 'open' AND EXISTS (
            SELECT 1 FROM conversation WHERE contact_id = $1 AND channel_id = $2 AND status = 'open'
                AND identifier IN ($3, $4))
         ORDER BY created_at DESC, id DESC LIMIT 1")
    .bind(contact)
    .bind(channel)
    .bind(address::first(sender))
    .bind(address::last(sender))
    .read_optional(&mut *write)
    .await?)
}

/// Counts a message that came into a conversation: when, after all that are there.
async fn arrive(write: &mut Write, conversation: &ConversationId, now: Millis) -> Result<Millis> {
    Ok(sql("UPDATE conversation SET unread = unread + 1,
            updated_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at + 1 END
         WHERE id = $1 RETURNING updated_at")
    .bind(conversation)
    .bind(now)
    .read_one(write)
    .await?)
}

/// Begins a conversation, and asks for its attendance, with its first message unread, unless another write has just begun one.
async fn begin(
    write: &mut Write,
    channel: &ChannelId,
    contact: &ContactId,
    sender: &Address,
    at: Millis,
    requested_at: Millis,
) -> Result<OpenConversation> {
    let id = ConversationId::new(random::id()?);
    let new = conversation::New {
        id: &id,
        contact,
        channel,
        identifier: Some(&sender.kept),
        open_address: Some(sender.key()),
        assignee: None,
        group: None,
        status: Status::Open,
        unread: 1,
        fields: &BTreeMap::new(),
        created_at: at,
        requested_at,
        updated_at: at,
    };
    let attendance = AttendanceId::new(random::id()?);
    if !conversation::insert(write, &new, &attendance).await? {
        let open = conversation::open_under(write, channel, sender.key()).await?;
        return Ok(OpenConversation::Found(open));
    }
    write.record(new.created());
    write.record(attendance::requested(&id, &attendance));
    Ok(OpenConversation::Begun(id))
}
