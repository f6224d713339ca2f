//! Conversations: one of them whole, and adding one.

use std::collections::BTreeMap;

use encaixe_api::id::{ChannelId, ContactId, ConversationId, GroupId, MemberId, SessionId};
use encaixe_api::inbox::conversation::{Conversation, Status, Summary, Who};
use encaixe_protocol::event::conversation::Scalar;

use super::cursor::Cursor;
use super::engine::{Builder, sql};
use super::field::{self, Owner};
use super::{Error, Result, Row, Store, Write, message};
use crate::address::shown_in;
use crate::event::ConversationEvent;
use crate::time::{Millis, rfc3339};

/// How many messages a whole conversation brings with it.
const MESSAGES: u32 = 50;

/// A conversation to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a str,
    /// The contact.
    pub contact: &'a str,
    /// The channel.
    pub channel: &'a str,
    /// The contact's address in the channel.
    pub identifier: Option<&'a str>,
    /// The agent in charge.
    pub assignee: Option<&'a str>,
    /// The team in charge.
    pub group: Option<&'a str>,
    /// Whether it is being served.
    pub status: Status,
    /// How many messages nobody has seen.
    pub unread: u32,
    /// The custom fields of its attendance, by placeholder; those must exist.
    pub fields: &'a BTreeMap<String, Scalar>,
    /// When it began.
    pub created_at: Millis,
    /// The time of its newest message.
    pub updated_at: Millis,
}

impl New<'_> {
    /// That it began.
    pub(super) fn created(&self) -> ConversationEvent {
        ConversationEvent::ConversationCreated {
            conversation: self.id.to_owned(),
            contact: self.contact.to_owned(),
            channel: self.channel.to_owned(),
        }
    }
}

impl Store {
    /// One conversation, whole.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn conversation(&self, id: &str) -> Result<Option<Conversation>> {
        let Some((summary, identifier)) = self.row(id).await? else {
            return Ok(None);
        };
        let Some(person) = self.contact(summary.contact.id.as_str()).await? else {
            return Ok(None);
        };
        let session: String = sql("SELECT id FROM attendance WHERE conversation_id = $1
             ORDER BY started_at DESC, id DESC LIMIT 1")
        .bind(id)
        .read_one(&self.engine)
        .await?;
        let newer: Option<String> = sql(
            "SELECT n.id FROM conversation c JOIN conversation n ON n.contact_id = c.contact_id
             WHERE c.id = $1 AND c.status = 'open' AND n.channel_id = c.channel_id AND n.status = 'open'
                AND (n.created_at, n.id) > (c.created_at, c.id)
             ORDER BY n.created_at DESC, n.id DESC LIMIT 1",
        )
        .bind(id)
        .read_optional(&self.engine)
        .await?;
        let kind = self.channel_kind(id).await?.unwrap_or_default();
        let messages = self.messages(id, &Cursor::newest(), MESSAGES).await?;
        Ok(Some(Conversation {
            identifier_display: identifier.as_deref().map(|kept| shown_in(&kind, kept)),
            newer: newer.map(ConversationId::new),
            identifier,
            summary,
            person,
            session_fields: self.fields(Owner::Attendance(&session)).await?,
            session: SessionId::new(session),
            messages: messages.items,
            earlier: messages.next,
        }))
    }

    /// One conversation, as a row of the list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn summary(&self, id: &str) -> Result<Option<Summary>> {
        Ok(self.row(id).await?.map(|(summary, _)| summary))
    }

    /// The row, and the contact's address in the channel.
    async fn row(&self, id: &str) -> Result<Option<(Summary, Option<String>)>> {
        let mut query = Builder::new(SELECTED);
        query.push(" FROM conversation c").push(JOINED);
        query.push(" WHERE c.id = ").push_bind(id);
        let Some(row) = query.build().fetch_optional(&self.engine).await? else {
            return Ok(None);
        };
        let mut summary = [read(&row)?];
        self.fill_tags(&mut summary).await?;
        let [summary] = summary;
        Ok(Some((summary, row.get("identifier")?)))
    }

    /// The kind of channel that a conversation runs in; none when there is no such conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channel_kind(&self, id: &str) -> Result<Option<String>> {
        Ok(sql(
            "SELECT h.kind FROM conversation c JOIN channel h ON h.id = c.channel_id WHERE c.id = $1",
        )
        .bind(id)
        .read_optional(&self.engine)
        .await?)
    }

    /// Whether there is such a conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_conversation(&self, id: &str) -> Result<bool> {
        let there: Option<i64> = sql("SELECT 1 FROM conversation WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        Ok(there.is_some())
    }
}

/// Adds a conversation with its first attendance.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>, attendance: &str) -> Result<()> {
    sql(
        "INSERT INTO conversation (id, contact_id, channel_id, identifier, assignee_id, team_id,
            status, unread, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new.id)
    .bind(new.contact)
    .bind(new.channel)
    .bind(new.identifier)
    .bind(new.assignee)
    .bind(new.group)
    .bind(new.status.as_str())
    .bind(new.unread)
    .bind(new.created_at)
    .bind(new.updated_at)
    .execute(&mut *write)
    .await?;
    sql(
        "INSERT INTO attendance (id, conversation_id, started_at, finished_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(attendance)
    .bind(new.id)
    .bind(new.created_at)
    .bind((new.status == Status::Closed).then_some(new.updated_at))
    .execute(&mut *write)
    .await?;
    field::insert(write, Owner::Attendance(attendance), new.fields).await
}

/// The conversations of a contact.
pub(super) async fn of_contact(write: &mut Write, contact: &str) -> Result<Vec<String>> {
    Ok(
        sql("SELECT id FROM conversation WHERE contact_id = $1 ORDER BY id")
            .bind(contact)
            .read_all(&mut *write)
            .await?,
    )
}

/// The columns of a row of the list; [`JOINED`] brings them to a conversation `c`.
pub(super) const SELECTED: &str = "SELECT c.*, p.name AS contact_name, p.avatar AS contact_avatar,
    m.id AS m_id, m.kind AS m_kind, m.origin AS m_origin, m.author_id AS m_author_id,
    m.plugin AS m_plugin,
    m.body AS m_body, m.media_url AS m_media_url, m.file_name AS m_file_name, m.status AS m_status, m.created_at AS m_created_at";

pub(super) const JOINED: &str = " JOIN contact p ON p.id = c.contact_id
    LEFT JOIN message m ON m.id = (SELECT id FROM message WHERE conversation_id = c.id
        ORDER BY created_at DESC, id DESC LIMIT 1)";

pub(super) fn read(row: &Row) -> Result<Summary> {
    let last: Option<String> = row.get("m_id")?;
    Ok(Summary {
        id: ConversationId::new(row.get::<String>("id")?),
        contact: Who {
            id: ContactId::new(row.get::<String>("contact_id")?),
            name: row.get("contact_name")?,
            avatar: row.get("contact_avatar")?,
        },
        channel: ChannelId::new(row.get::<String>("channel_id")?),
        assignee: row.get::<Option<String>>("assignee_id")?.map(MemberId::new),
        group: row.get::<Option<String>>("team_id")?.map(GroupId::new),
        tags: Vec::new(),
        status: status(row.get("status")?)?,
        unread: row.get("unread")?,
        last_message: last
            .is_some()
            .then(|| message::read(row, "m_"))
            .transpose()?,
        waiting_since: row.get::<Option<Millis>>("waiting_since")?.map(rfc3339),
        updated_at: rfc3339(row.get("updated_at")?),
    })
}

pub(super) fn status(word: String) -> Result<Status> {
    [Status::Open, Status::Closed]
        .into_iter()
        .find(|status| status.as_str() == word)
        .ok_or(Error::Unknown("conversation status", word))
}
