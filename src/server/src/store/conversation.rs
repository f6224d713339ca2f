//! Conversations: one of them whole, and adding one.

use std::collections::BTreeMap;

use encaixe_api::id::{
    AttendanceId, ChannelId, ContactId, ConversationId, GroupId, MemberId, MessageId,
};
use encaixe_api::inbox::conversation::{Conversation, Status, Summary, Who};
use encaixe_protocol::event::conversation::Scalar;

use super::cursor::Cursor;
use super::engine::{Builder, sql};
use super::field::{self, Owner};
use super::status::status;
use super::{Result, Row, Store, Write, attendance, message};
use crate::address::shown_in;
use crate::event::ConversationEvent;
use crate::time::{Millis, rfc3339};

/// How many messages a whole conversation brings with it.
const MESSAGES: u32 = 50;

/// A conversation to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a ConversationId,
    /// The contact.
    pub contact: &'a ContactId,
    /// The channel.
    pub channel: &'a ChannelId,
    /// The contact's address in the channel.
    pub identifier: Option<&'a str>,
    /// The address for which it is the open conversation, in its one form; none where several may be open.
    pub open_address: Option<&'a str>,
    /// The agent in charge.
    pub assignee: Option<&'a MemberId>,
    /// The team in charge.
    pub group: Option<&'a GroupId>,
    /// Whether it is being served.
    pub status: Status,
    /// How many messages nobody has seen.
    pub unread: u32,
    /// The custom fields of its attendance, by placeholder; those must exist.
    pub fields: &'a BTreeMap<String, Scalar>,
    /// When it began.
    pub created_at: Millis,
    /// When its attendance was asked for.
    pub requested_at: Millis,
    /// The time of its newest message.
    pub updated_at: Millis,
}

impl New<'_> {
    /// That it began.
    pub(super) fn created(&self) -> ConversationEvent {
        ConversationEvent::ConversationCreated {
            conversation: self.id.clone(),
            contact: self.contact.clone(),
            channel: self.channel.clone(),
        }
    }
}

impl Store {
    /// One conversation, whole.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn conversation(&self, id: &ConversationId) -> Result<Option<Conversation>> {
        let Some((summary, identifier)) = self.row(id).await? else {
            return Ok(None);
        };
        let Some(person) = self.contact(&summary.contact.id).await? else {
            return Ok(None);
        };
        let (session, attendance) = self.last_attendance(id).await?;
        let newer: Option<ConversationId> = sql(
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
            taggings: self.taggings(id).await?,
            identifier_display: identifier.as_deref().map(|kept| shown_in(&kind, kept)),
            newer,
            identifier,
            summary,
            person,
            session_fields: self.fields(Owner::Attendance(&session)).await?,
            session,
            attendance: Some(attendance),
            messages: messages.items,
            earlier: messages.next,
        }))
    }

    /// One conversation, as a row of the list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn summary(&self, id: &ConversationId) -> Result<Option<Summary>> {
        Ok(self.row(id).await?.map(|(summary, _)| summary))
    }

    /// The row, and the contact's address in the channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn summary_with_address(
        &self,
        id: &ConversationId,
    ) -> Result<Option<(Summary, Option<String>)>> {
        self.row(id).await
    }

    async fn row(&self, id: &ConversationId) -> Result<Option<(Summary, Option<String>)>> {
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
    pub async fn channel_kind(&self, id: &ConversationId) -> Result<Option<String>> {
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
    pub async fn has_conversation(&self, id: &ConversationId) -> Result<bool> {
        let there: Option<i64> = sql("SELECT 1 FROM conversation WHERE id = $1")
            .bind(id)
            .read_optional(&self.engine)
            .await?;
        Ok(there.is_some())
    }
}

/// Adds a conversation with its first attendance, which waits to be taken; whether it was, since no other is open under its address.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>, id: &AttendanceId) -> Result<bool> {
    let added = sql(
        "INSERT INTO conversation (id, contact_id, channel_id, identifier, assignee_id, team_id,
            status, unread, created_at, updated_at, open_address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (channel_id, open_address) WHERE open_address IS NOT NULL DO NOTHING",
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
    .bind(new.open_address)
    .execute(&mut *write)
    .await?;
    if added == 0 {
        return Ok(false);
    }
    let first = attendance::New {
        id,
        conversation: new.id,
        group: new.group,
        requested_at: new.requested_at,
    };
    attendance::add(write, &first).await?;
    field::insert(write, Owner::Attendance(id), new.fields).await?;
    Ok(true)
}

/// The conversation that is open under an address in its one form.
pub(super) async fn open_under(
    write: &mut Write,
    channel: &ChannelId,
    address: &str,
) -> Result<ConversationId> {
    Ok(
        sql("SELECT id FROM conversation WHERE channel_id = $1 AND open_address = $2")
            .bind(channel)
            .bind(address)
            .read_one(write)
            .await?,
    )
}

/// The conversations of a contact.
pub(super) async fn of_contact(
    write: &mut Write,
    contact: &ContactId,
) -> Result<Vec<ConversationId>> {
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
    m.body AS m_body, m.media_url AS m_media_url, m.file_name AS m_file_name, m.status AS m_status, m.error AS m_error, m.created_at AS m_created_at,
    (SELECT a.started_at IS NOT NULL FROM attendance a WHERE a.conversation_id = c.id ORDER BY a.number DESC LIMIT 1) AS taken";

pub(super) const JOINED: &str = " JOIN contact p ON p.id = c.contact_id
    LEFT JOIN message m ON m.id = (SELECT id FROM message WHERE conversation_id = c.id
        ORDER BY created_at DESC, id DESC LIMIT 1)";

pub(super) fn read(row: &Row) -> Result<Summary> {
    let last: Option<MessageId> = row.get("m_id")?;
    Ok(Summary {
        id: row.get("id")?,
        contact: Who {
            id: row.get("contact_id")?,
            name: row.get("contact_name")?,
            avatar: row.get("contact_avatar")?,
        },
        channel: row.get("channel_id")?,
        assignee: row.get("assignee_id")?,
        group: row.get("team_id")?,
        tags: Vec::new(),
        status: status(row.get("status")?)?,
        unread: row.get("unread")?,
        last_message: last
            .is_some()
            .then(|| message::read(row, "m_"))
            .transpose()?,
        waiting_since: row.get::<Option<Millis>>("waiting_since")?.map(rfc3339),
        taken: row.get::<Option<bool>>("taken")?.unwrap_or(true),
        updated_at: rfc3339(row.get("updated_at")?),
    })
}
