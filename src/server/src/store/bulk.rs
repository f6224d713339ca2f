//! Many conversations at once, a statement per table: one row at a time, the way to the database and back takes most of
//! the time.

use std::collections::BTreeMap;

use encaixe_api::id::MemberId;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{Message, MessageStatus};
use encaixe_protocol::event::conversation::Scalar;
use sqlx::query_builder::Separated;
use sqlx::{QueryBuilder, Sqlite};

use super::{Result, Write};
use crate::time::Millis;

/// How many rows a statement adds; with their columns they stay below SQLite's bound of 32,766 values.
const ROWS: usize = 1_000;

/// A conversation with all that belongs to it.
#[derive(Debug)]
pub struct Whole {
    /// Its id, and that of its attendance.
    pub id: String,
    /// Whom it is with; somebody new, with fields that exist.
    pub contact: Contact,
    /// The channel.
    pub channel: String,
    /// The contact's address in the channel.
    pub identifier: Option<String>,
    /// The agent in charge.
    pub assignee: Option<String>,
    /// The team in charge.
    pub group: Option<String>,
    /// Whether it is being served.
    pub status: Status,
    /// How many messages nobody has seen.
    pub unread: u32,
    /// The custom fields of its attendance, by placeholder; those must exist.
    pub fields: BTreeMap<String, Scalar>,
    /// Its tags, each once.
    pub tags: Vec<String>,
    /// Its messages with their times, oldest first; their own `created_at` is left aside.
    pub messages: Vec<(Message, Millis)>,
    /// When it began.
    pub created_at: Millis,
    /// The time of its newest message.
    pub updated_at: Millis,
}

/// Adds them, in their order.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, all: &[Whole]) -> Result<()> {
    let into = "INSERT INTO contact (id, name, avatar, email, phone, created_at, updated_at) ";
    many(write, into, all, |mut row, one| {
        row.push_bind(one.contact.id.as_str())
            .push_bind(&one.contact.name)
            .push_bind(one.contact.avatar.as_deref())
            .push_bind(one.contact.email.as_deref())
            .push_bind(one.contact.phone.as_deref())
            .push_bind(one.created_at)
            .push_bind(one.created_at);
    })
    .await?;
    let into =
        "INSERT INTO conversation (id, contact_id, channel_id, identifier, assignee_id, team_id,
        status, unread, created_at, updated_at) ";
    many(write, into, all, |mut row, one| {
        row.push_bind(&one.id)
            .push_bind(one.contact.id.as_str())
            .push_bind(&one.channel)
            .push_bind(one.identifier.as_deref())
            .push_bind(one.assignee.as_deref())
            .push_bind(one.group.as_deref())
            .push_bind(one.status.as_str())
            .push_bind(one.unread)
            .push_bind(one.created_at)
            .push_bind(one.updated_at);
    })
    .await?;
    let into = "INSERT INTO attendance (id, conversation_id, started_at, finished_at) ";
    many(write, into, all, |mut row, one| {
        row.push_bind(&one.id)
            .push_bind(&one.id)
            .push_bind(one.created_at)
            .push_bind((one.status == Status::Closed).then_some(one.updated_at));
    })
    .await?;
    fields(write, all).await?;
    let tags: Vec<_> = all
        .iter()
        .flat_map(|one| one.tags.iter().zip(1_i64..).map(move |tag| (one, tag)))
        .collect();
    let into = "INSERT INTO conversation_tag (conversation_id, tag_id, position) ";
    many(write, into, &tags, |mut row, (one, (tag, position))| {
        row.push_bind(&one.id).push_bind(*tag).push_bind(*position);
    })
    .await?;
    let messages: Vec<_> = all
        .iter()
        .flat_map(|one| one.messages.iter().map(move |message| (one, message)))
        .collect();
    let into = "INSERT INTO message
        (id, conversation_id, kind, origin, author_id, plugin, body, media_url, status, created_at) ";
    many(write, into, &messages, |mut row, (one, (message, at))| {
        row.push_bind(message.id.as_str())
            .push_bind(&one.id)
            .push_bind(message.kind.as_str())
            .push_bind(message.from.as_str())
            .push_bind(message.author.as_ref().map(MemberId::as_str))
            .push_bind(message.plugin.as_deref())
            .push_bind(&message.text)
            .push_bind(message.media_url.as_deref())
            .push_bind(message.status.map(MessageStatus::as_str))
            .push_bind(*at);
    })
    .await
}

async fn fields(write: &mut Write, all: &[Whole]) -> Result<()> {
    let found: Vec<(String, String, String)> =
        sqlx::query_as("SELECT entity, placeholder, id FROM custom_field")
            .fetch_all(&mut **write)
            .await?;
    let ids: BTreeMap<_, _> = found
        .iter()
        .map(|(entity, placeholder, id)| ((entity.as_str(), placeholder.as_str()), id.as_str()))
        .collect();
    for (entity, into) in [
        (
            "contact",
            "INSERT INTO contact_field (contact_id, field_id, value) ",
        ),
        (
            "session",
            "INSERT INTO attendance_field (attendance_id, field_id, value) ",
        ),
    ] {
        let mut rows = Vec::new();
        for one in all {
            let (owner, fields) = if entity == "contact" {
                (one.contact.id.as_str(), &one.contact.fields)
            } else {
                (one.id.as_str(), &one.fields)
            };
            for (placeholder, value) in fields {
                let field = ids.get(&(entity, placeholder.as_str())).copied();
                rows.push((owner, field, serde_json::to_string(value)?));
            }
        }
        many(write, into, &rows, |mut row, (owner, field, value)| {
            row.push_bind(*owner).push_bind(*field).push_bind(value);
        })
        .await?;
    }
    Ok(())
}

async fn many<T>(
    write: &mut Write,
    into: &str,
    rows: &[T],
    mut bind: impl FnMut(Separated<'_, Sqlite, &'static str>, &T),
) -> Result<()> {
    for rows in rows.chunks(ROWS) {
        let mut query = QueryBuilder::new(into);
        query.push_values(rows, &mut bind);
        // Its text is as long as there are rows: it is not worth to be remembered.
        let query = query.build().persistent(rows.len() == ROWS);
        query.execute(&mut **write).await?;
    }
    Ok(())
}
