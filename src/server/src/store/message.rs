//! Messages.

use encaixe_api::id::{MemberId, MessageId};
use encaixe_api::inbox::Page;
use encaixe_api::inbox::message::{Delivery, From, Kind, Message};
use sqlx::Row as _;

use super::cursor::{Cursor, cut};
use super::{Error, Result, Row, Store, Write};
use crate::time::{Millis, rfc3339};

impl Store {
    /// The messages of a conversation before a point, oldest first; `next` leads to the ones before them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(
        &self,
        conversation: &str,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Message>> {
        let rows = sqlx::query(
            "SELECT * FROM message WHERE conversation_id = $1 AND (created_at, id) < ($2, $3)
             ORDER BY created_at DESC, id DESC LIMIT $4",
        )
        .bind(conversation)
        .bind(before.at)
        .bind(&before.id)
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.reader)
        .await?;
        let mut found = rows
            .iter()
            .map(|row| Ok((row.try_get::<Millis, _>("created_at")?, read(row, "")?)))
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
}

/// Adds a message, whose own `created_at` is left aside for `at`.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    write: &mut Write,
    conversation: &str,
    message: &Message,
    at: Millis,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO message
            (id, conversation_id, kind, origin, author_id, body, media_url, status, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(message.id.as_str())
    .bind(conversation)
    .bind(message.kind.as_str())
    .bind(message.from.as_str())
    .bind(message.author.as_ref().map(MemberId::as_str))
    .bind(&message.text)
    .bind(message.media_url.as_deref())
    .bind(message.status.map(Delivery::as_str))
    .bind(at)
    .execute(&mut **write)
    .await?;
    Ok(())
}

/// Reads a message from columns whose names begin with `prefix`.
pub(super) fn read(row: &Row, prefix: &str) -> Result<Message> {
    let text = |name: &str| row.try_get::<String, _>(format!("{prefix}{name}").as_str());
    let maybe = |name: &str| row.try_get::<Option<String>, _>(format!("{prefix}{name}").as_str());
    let kind = text("kind")?;
    let origin = text("origin")?;
    let status = maybe("status")?
        .map(|word| Delivery::parse(&word).ok_or(Error::Unknown("message status", word)))
        .transpose()?;
    Ok(Message {
        id: MessageId::new(text("id")?),
        kind: Kind::parse(&kind).ok_or(Error::Unknown("kind of message", kind))?,
        from: From::parse(&origin).ok_or(Error::Unknown("origin of a message", origin))?,
        author: maybe("author_id")?.map(MemberId::new),
        text: text("body")?,
        media_url: maybe("media_url")?,
        status,
        created_at: rfc3339(row.try_get(format!("{prefix}created_at").as_str())?),
    })
}
