//! Messages.

use encaixe_api::id::{ConversationId, MemberId, MessageId, PluginId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{From, Kind, Message, MessageStatus};

use super::cursor::{Cursor, cut};
use super::engine::sql;
use super::plugin::enabled_name;
use super::status::status;
use super::{Error, For, Outcome, Refusal, Result, Row, Store, Write, Writer, attendance, carrier};
use crate::event::ConversationEvent;
use crate::random;
use crate::time::{self, Millis, rfc3339};

/// A message to be sent or noted, checked by the caller.
#[derive(Debug)]
pub struct New<'a> {
    /// By which it is known when it comes again.
    pub idempotency_key: Option<&'a str>,
    /// A text or a note.
    pub kind: Kind,
    /// Its words.
    pub text: &'a str,
    /// The member who wrote it; none for an API token.
    pub author: Option<&'a MemberId>,
    /// The plugin that wrote it for them.
    pub plugin: Option<&'a PluginId>,
    /// How far it got, where nobody carries the channel's messages.
    pub status: Option<MessageStatus>,
}

/// What adding one came to.
#[derive(Debug)]
pub enum Added {
    /// The message as it stands in the conversation.
    Done(Box<Message>),
    /// One with this idempotency key is there already: that one.
    Again(Box<Message>),
}

impl Store {
    /// The messages of a conversation before a point, oldest first; `next` leads to the ones before them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(
        &self,
        conversation: &ConversationId,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Message>> {
        let rows = sql(
            "SELECT * FROM message WHERE conversation_id = $1 AND (created_at, id) < ($2, $3)
             ORDER BY created_at DESC, id DESC LIMIT $4",
        )
        .bind(conversation)
        .bind(before.at)
        .bind(&before.id)
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.engine)
        .await?;
        let mut found = rows
            .iter()
            .map(|row| Ok((row.get::<Millis>("created_at")?, read(row, "")?)))
            .collect::<Result<Vec<_>>>()?;
        let next = cut(&mut found, limit as usize, |(at, message)| Cursor {
            at: *at,
            id: message.id.to_string(),
        });
        let items = found
            .into_iter()
            .rev()
            .map(|(_, message)| message)
            .collect();
        Ok(Page { items, next })
    }

    /// One message of a conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message(
        &self,
        conversation: &ConversationId,
        id: &MessageId,
    ) -> Result<Option<Message>> {
        let row = sql("SELECT * FROM message WHERE id = $1 AND conversation_id = $2")
            .bind(id)
            .bind(conversation)
            .fetch_optional(&self.engine)
            .await?;
        row.map(|row| read(&row, "")).transpose()
    }

    /// The place of a message in its conversation; none when that has no such message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_place(
        &self,
        conversation: &ConversationId,
        id: &MessageId,
    ) -> Result<Option<Cursor>> {
        let at: Option<Millis> =
            sql("SELECT created_at FROM message WHERE id = $1 AND conversation_id = $2")
                .bind(id)
                .bind(conversation)
                .read_optional(&self.engine)
                .await?;
        Ok(at.map(|at| Cursor {
            at,
            id: id.to_string(),
        }))
    }
}

impl Writer {
    /// Adds a message to a conversation, after all that are there, whatever the clock says; `unread` stays as
    /// it is. The first one to the contact takes the attendance.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_message(
        &self,
        conversation: &ConversationId,
        new: &New<'_>,
    ) -> Result<Outcome<Added>> {
        let mut write = self.write(For::Conversation(conversation)).await?;
        // What is not kept in the end leaves the conversation as it was.
        let place: Option<(String, Millis)> = sql("UPDATE conversation
             SET updated_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at + 1 END
             WHERE id = $1 RETURNING status, updated_at")
        .bind(conversation)
        .bind(time::now())
        .read_optional(&mut write)
        .await?;
        let Some((serving, at)) = place else {
            return Ok(Err(Refusal::NotFound("conversation")));
        };
        if let Some(key) = new.idempotency_key
            && let Some(message) = known(&mut write, conversation, key).await?
        {
            return Ok(Ok(Added::Again(Box::new(message))));
        }
        let plugin = match new.plugin {
            Some(plugin) => enabled_name(&mut write, plugin).await?,
            None => None,
        };
        if new.plugin.is_some() && plugin.is_none() {
            return Ok(Err(Refusal::unknown("plugin", "enabled plugin")));
        }
        let closed = status(serving)? == Status::Closed;
        if closed && new.kind != Kind::Note {
            return Ok(Err(Refusal::ClosedForText));
        }
        let (status, error) = match new.status {
            Some(inside) => {
                let (status, error) = carrier::new_status(&mut write, conversation, inside).await?;
                (Some(status), error)
            }
            None => (None, None),
        };
        let message = Message {
            id: MessageId::new(random::id()?),
            kind: new.kind,
            from: if new.plugin.is_some() {
                From::Plugin
            } else {
                From::Agent
            },
            author: new.author.cloned(),
            plugin,
            text: new.text.to_owned(),
            media_url: None,
            file_name: None,
            status,
            error,
            created_at: rfc3339(at),
        };
        if new.kind != Kind::Note {
            attendance::start_by_actor(&mut write, conversation, time::now()).await?;
        }
        insert(&mut write, conversation, &message, at).await?;
        if let Some(key) = new.idempotency_key {
            sql("UPDATE message SET name = $2 WHERE id = $1")
                .bind(&message.id)
                .bind(key)
                .execute(&mut write)
                .await?;
        }
        let (conversation, id) = (conversation.clone(), message.id.clone());
        let failed = (message.status == Some(MessageStatus::Failed)).then(|| {
            ConversationEvent::MessageStatusChanged {
                conversation: conversation.clone(),
                message: id.clone(),
                status: MessageStatus::Failed.as_str().to_owned(),
            }
        });
        write.record(match new.kind {
            Kind::Note => ConversationEvent::NoteAdded {
                conversation,
                message: id,
            },
            Kind::Text | Kind::Image | Kind::Video | Kind::Audio | Kind::File => {
                ConversationEvent::MessageSent {
                    conversation,
                    message: id,
                }
            }
        });
        if let Some(failed) = failed {
            write.record(failed);
        }
        write.commit().await?;
        Ok(Ok(Added::Done(Box::new(message))))
    }
}

/// The message that was written with this idempotency key.
async fn known(
    write: &mut Write,
    conversation: &ConversationId,
    key: &str,
) -> Result<Option<Message>> {
    let row = sql("SELECT * FROM message WHERE conversation_id = $1 AND name = $2")
        .bind(conversation)
        .bind(key)
        .fetch_optional(&mut *write)
        .await?;
    row.map(|row| read(&row, "")).transpose()
}

/// Adds a message to the last attendance of a conversation; its own `created_at` is left aside for `at`.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    write: &mut Write,
    conversation: &ConversationId,
    message: &Message,
    at: Millis,
) -> Result<()> {
    sql(
        "INSERT INTO message
            (id, conversation_id, kind, origin, author_id, plugin, body, media_url, file_name, status, error, created_at,
             attendance_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
            (SELECT id FROM attendance WHERE conversation_id = $2 ORDER BY number DESC LIMIT 1))",
    )
    .bind(&message.id)
    .bind(conversation)
    .bind(message.kind.as_str())
    .bind(message.from.as_str())
    .bind(message.author.as_ref())
    .bind(message.plugin.as_deref())
    .bind(&message.text)
    .bind(message.media_url.as_deref())
    .bind(message.file_name.as_deref())
    .bind(message.status.map(MessageStatus::as_str))
    .bind(message.error.as_deref())
    .bind(at)
    .execute(&mut *write)
    .await?;
    Ok(())
}

/// Reads a message from columns whose names begin with `prefix`.
pub(super) fn read(row: &Row, prefix: &str) -> Result<Message> {
    let text = |name: &str| row.get::<String>(format!("{prefix}{name}").as_str());
    let maybe = |name: &str| row.get::<Option<String>>(format!("{prefix}{name}").as_str());
    let kind = text("kind")?;
    let origin = text("origin")?;
    let status = maybe("status")?
        .map(|word| MessageStatus::parse(&word).ok_or(Error::Unknown("message status", word)))
        .transpose()?;
    Ok(Message {
        id: row.get(format!("{prefix}id").as_str())?,
        kind: Kind::parse(&kind).ok_or(Error::Unknown("kind of message", kind))?,
        from: From::parse(&origin).ok_or(Error::Unknown("origin of a message", origin))?,
        author: row.get(format!("{prefix}author_id").as_str())?,
        plugin: maybe("plugin")?,
        text: text("body")?,
        media_url: maybe("media_url")?,
        file_name: maybe("file_name")?,
        status,
        error: maybe("error")?,
        created_at: rfc3339(row.get(format!("{prefix}created_at").as_str())?),
    })
}
