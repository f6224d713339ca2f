//! Many conversations at once, a statement per table: one row at a time, the way to the database and back takes most of
//! the time.

use std::collections::BTreeMap;

use encaixe_api::id::{
    AttendanceId, ChannelId, ConversationId, CustomFieldId, GroupId, MemberId, TagId,
};
use encaixe_api::inbox::attendance::Choice;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::conversation::Status;
use encaixe_api::inbox::message::{Message, MessageStatus};
use encaixe_protocol::event::conversation::Scalar;

use super::engine::{Builder, Value, sql};
use super::{Result, Write, attendance};
use crate::time::Millis;

/// How many rows a statement adds; with their columns they stay below every engine's bound of values, the least of which is 32,766.
const ROWS: usize = 1_000;

/// A conversation with all that belongs to it.
#[derive(Debug)]
pub struct Whole {
    /// Its id.
    pub id: ConversationId,
    /// The id of its attendance.
    pub attendance: AttendanceId,
    /// Whom it is with; somebody new, with fields that exist.
    pub contact: Contact,
    /// The channel.
    pub channel: ChannelId,
    /// The contact's address in the channel.
    pub identifier: Option<String>,
    /// The agent in charge.
    pub assignee: Option<MemberId>,
    /// The team in charge.
    pub group: Option<GroupId>,
    /// Whether it is being served.
    pub status: Status,
    /// How many messages nobody has seen.
    pub unread: u32,
    /// The custom fields of its attendance, by placeholder; those must exist.
    pub fields: BTreeMap<String, Scalar>,
    /// Its tags, each once.
    pub tags: Vec<TagId>,
    /// Its messages with their times, oldest first; their own `created_at` is left aside.
    pub messages: Vec<(Message, Millis)>,
    /// When its attendance was taken; none where it waits to be.
    pub started_at: Option<Millis>,
    /// What its attendance was sorted under.
    pub categories: Vec<Choice>,
    /// How its contact found it once it was closed, from 1 to 5.
    pub rating: Option<u8>,
    /// When it began.
    pub created_at: Millis,
    /// The time of its newest message.
    pub updated_at: Millis,
}

/// Adds them, in their order. Several may be open under one address: none of them is the one that is open for it.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, all: &[Whole]) -> Result<()> {
    let into = "INSERT INTO contact (id, name, avatar, email, phone, created_at, updated_at) ";
    many(write, into, all, |one| {
        [
            (&one.contact.id).into(),
            (&one.contact.name).into(),
            one.contact.avatar.as_deref().into(),
            one.contact.email.as_deref().into(),
            one.contact.phone.as_deref().into(),
            one.created_at.into(),
            one.created_at.into(),
        ]
    })
    .await?;
    let into =
        "INSERT INTO conversation (id, contact_id, channel_id, identifier, assignee_id, team_id,
        status, unread, created_at, updated_at) ";
    many(write, into, all, |one| {
        [
            (&one.id).into(),
            (&one.contact.id).into(),
            (&one.channel).into(),
            one.identifier.as_deref().into(),
            one.assignee.as_ref().into(),
            one.group.as_ref().into(),
            one.status.as_str().into(),
            one.unread.into(),
            one.created_at.into(),
            one.updated_at.into(),
        ]
    })
    .await?;
    attendances(write, all).await?;
    fields(write, all).await?;
    let tags: Vec<_> = all
        .iter()
        .flat_map(|one| one.tags.iter().zip(1_i64..).map(move |tag| (one, tag)))
        .collect();
    let into = "INSERT INTO conversation_tag (conversation_id, tag_id, position) ";
    many(write, into, &tags, |(one, (tag, position))| {
        [(&one.id).into(), (*tag).into(), (*position).into()]
    })
    .await?;
    let messages: Vec<_> = all
        .iter()
        .flat_map(|one| one.messages.iter().map(move |message| (one, message)))
        .collect();
    let into = "INSERT INTO message
        (id, conversation_id, kind, origin, author_id, plugin, body, media_url, status, created_at, attendance_id) ";
    many(write, into, &messages, |(one, (message, at))| {
        [
            (&message.id).into(),
            (&one.id).into(),
            message.kind.as_str().into(),
            message.from.as_str().into(),
            message.author.as_ref().into(),
            message.plugin.as_deref().into(),
            (&message.text).into(),
            message.media_url.as_deref().into(),
            message.status.map(MessageStatus::as_str).into(),
            (*at).into(),
            (&one.attendance).into(),
        ]
    })
    .await
}

/// Their attendances, each served by the assignee, numbered in the order in which they began.
async fn attendances(write: &mut Write, all: &[Whole]) -> Result<()> {
    let mut ordered: Vec<_> = all.iter().collect();
    ordered.sort_by_key(|one| one.created_at);
    let numbered: Vec<_> = (attendance::numbers(write, all.len()).await?..)
        .zip(ordered)
        .collect();
    let into =
        "INSERT INTO attendance (id, conversation_id, number, team_id, requested_at, started_at, operator_id,
        started_by, started_member, finished_at, finished_by, finished_member, rating, rated_at) ";
    many(write, into, &numbered, |(number, one)| {
        let operator = one.assignee.as_ref().filter(|_| one.started_at.is_some());
        let by = operator.map(|_| "member");
        let finished_at = (one.status == Status::Closed).then_some(one.updated_at);
        let rating = one.rating.filter(|_| finished_at.is_some());
        [
            (&one.attendance).into(),
            (&one.id).into(),
            (*number).into(),
            one.group.as_ref().into(),
            one.created_at.into(),
            one.started_at.into(),
            operator.into(),
            by.into(),
            operator.into(),
            finished_at.into(),
            by.filter(|_| finished_at.is_some()).into(),
            operator.filter(|_| finished_at.is_some()).into(),
            rating.map(i64::from).into(),
            finished_at.filter(|_| rating.is_some()).into(),
        ]
    })
    .await?;
    let chosen: Vec<_> = all
        .iter()
        .flat_map(|one| {
            (1_i64..)
                .zip(&one.categories)
                .map(move |chosen| (one, chosen))
        })
        .collect();
    let into = "INSERT INTO attendance_choice (attendance_id, position, category_id, item_id) ";
    many(write, into, &chosen, |(one, (position, choice))| {
        [
            (&one.attendance).into(),
            (*position).into(),
            (&choice.category).into(),
            choice.item.as_ref().into(),
        ]
    })
    .await
}

async fn fields(write: &mut Write, all: &[Whole]) -> Result<()> {
    let found: Vec<(String, String, CustomFieldId)> =
        sql("SELECT entity, placeholder, id FROM custom_field")
            .read_all(&mut *write)
            .await?;
    let ids: BTreeMap<_, _> = found
        .iter()
        .map(|(entity, placeholder, id)| ((entity.as_str(), placeholder.as_str()), id))
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
                (one.attendance.as_str(), &one.fields)
            };
            for (placeholder, value) in fields {
                let field = ids.get(&(entity, placeholder.as_str())).copied();
                rows.push((owner, field, serde_json::to_string(value)?));
            }
        }
        many(write, into, &rows, |(owner, field, value)| {
            [(*owner).into(), (*field).into(), value.into()]
        })
        .await?;
    }
    Ok(())
}

async fn many<T, const N: usize>(
    write: &mut Write,
    into: &str,
    rows: &[T],
    mut values: impl FnMut(&T) -> [Value; N],
) -> Result<()> {
    for rows in rows.chunks(ROWS) {
        let mut query = Builder::new(into);
        query.push_values(rows, &mut values);
        // Its text is as long as there are rows: it is not worth to be remembered.
        let query = query.build().cached(rows.len() == ROWS);
        query.execute(&mut *write).await?;
    }
    Ok(())
}
