//! Conversations: as a row of the list, whole, and what may be changed.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::attendance::{Choice, Progress};
use super::author::Author;
use super::contact::Contact;
use super::found::{Counts, Excerpt, Found};
use super::message::Message;
use super::nullable;
use crate::Timestamp;
use crate::error::FieldError;
use crate::id::{AttendanceId, ChannelId, ContactId, ConversationId, GroupId, MemberId, TagId};

pub use encaixe_protocol::event::conversation::Status;

/// What of the list is wanted: `GET /api/conversations` with these in its query, beside `before` and `limit`. What is
/// missing, or empty, is not asked about; several are all asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::IntoParams),
    into_params(parameter_in = Query)
)]
pub struct Filter {
    /// Words: each stands at the beginning of a word of the contact's name, address, telephone or address in the channel, or of
    /// one of the messages. Case, accents and the width of characters make no difference. Four and more digits are found
    /// anywhere in a number, however it is spaced, and scripts without spaces anywhere in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 200))]
    pub q: Option<String>,
    /// Open or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub status: Option<Status>,
    /// The assignee: a member's id, `me` for the one who asks (a token may not say so), `none` for nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// The assigned group: its id, or `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// A tag that they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub tag: Option<TagId>,
    /// The channel that they run in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub channel: Option<ChannelId>,
    /// Those with messages that nobody here has seen, or those without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<bool>,
    /// The order of the list; `newest` when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Option<Order>,
}

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = ListOrder))]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The newest message first.
    Newest,
    /// Who has been waiting for an answer longest first; after them those who wait for none, the newest first.
    Waiting,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::Newest, Self::Waiting];

    /// The order as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Waiting => "waiting",
        }
    }
}

/// The longest `q`, in characters.
pub const SEARCH_CHARS: usize = 200;

/// `POST /api/conversations` (any role): begins a conversation, assigned to the one who asks. 201 with the
/// [`Conversation`]; where one with this person in this channel is open already, 200 with that one. A token has no member:
/// then it has no assignee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewConversation {
    /// The channel that it runs in.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::GivenId))]
    pub channel: ChannelId,
    /// A contact who is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub contact: Option<ContactId>,
    /// The person's address in the channel, 1 to 200 characters. Who has a conversation under this address there is known by
    /// it; missing, it is the contact's address in the channel so far, or their e-mail address for the kind `email` and their
    /// telephone for the others, which come first where they were changed since. Kept as in
    /// [`super::channel::Incoming::sender`], but that what a member writes without its country's code is read by the workspace's
    /// country; somebody else's is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub identifier: Option<String>,
    /// The name of somebody who is not known yet, 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: Option<String>,
}

/// The answer to a [`NewConversation`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Begun {
    /// The conversation.
    #[serde(flatten)]
    pub conversation: Conversation,
    /// What of the request was left out, and why: keys that there are not.
    #[serde(default)]
    pub ignored: Vec<FieldError>,
}

/// `GET /api/conversations?before=&limit=` (any role), with the [`Filter`] in the query: a page of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rows {
    /// The rows.
    pub items: Vec<Summary>,
    /// The `before` of the next page; null on the last one.
    pub next: Option<String>,
    /// How many open conversations have messages that nobody here has seen, whatever is asked for.
    pub unread: u32,
    /// How many open conversations there are.
    #[serde(default)]
    pub counts: Counts,
    /// How many conversations the search found; null without one.
    #[serde(default)]
    pub found: Option<Found>,
    /// Why each of the rows was found, by its conversation's id; a very long conversation may have none.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Vec<Excerpt>>))]
    pub excerpts: BTreeMap<ConversationId, Vec<Excerpt>>,
    /// How many conversations of an earlier version cannot be searched yet: the server adds them while it runs.
    #[serde(default)]
    pub unindexed: u32,
}

/// A conversation as a row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Its id.
    pub id: ConversationId,
    /// Whom it is with.
    pub contact: Who,
    /// The channel that it runs in.
    pub channel: ChannelId,
    /// The assigned member.
    pub assignee: Option<MemberId>,
    /// The assigned group.
    pub group: Option<GroupId>,
    /// Its tags, in the order in which they were put on.
    pub tags: Vec<TagId>,
    /// Open or closed.
    pub status: Status,
    /// How many messages nobody here has seen.
    pub unread: u32,
    /// Its newest message.
    pub last_message: Option<Message>,
    /// Since when the contact has been waiting for an answer; null when they are not, or it is closed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub waiting_since: Option<Timestamp>,
    /// Whether somebody took its attendance, the last one.
    #[serde(default)]
    pub taken: bool,
    /// When its newest message arrived, or was written here; the list is in this order. A message that was sent earlier than it
    /// arrived stands where it belongs in the thread, and brings its conversation up all the same. Tags, assignee, group and
    /// status leave it alone, so that a row does not move under an agent's hand.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// A contact as a row shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Who {
    /// Their id.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// A picture's URL, as in [`Contact`].
    pub avatar: Option<String>,
}

/// `GET /api/conversations/{id}` (any role).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// The row.
    #[serde(flatten)]
    pub summary: Summary,
    /// The contact, whole.
    pub person: Contact,
    /// The contact's address in the channel.
    pub identifier: Option<String>,
    /// The address as people read it: a telephone with its spaces.
    #[serde(default)]
    pub identifier_display: Option<String>,
    /// Another open conversation with this contact in this channel that began later: what they write goes there.
    #[serde(default)]
    pub newer: Option<ConversationId>,
    /// The current attendance, or the last one.
    pub session: AttendanceId,
    /// How far that is: whether it waits to be taken, or who took it.
    #[serde(default)]
    pub attendance: Option<Progress>,
    /// The attendance's custom fields by placeholder; empty ones are missing.
    #[serde(default)]
    pub session_fields: BTreeMap<String, Scalar>,
    /// Its tags once more, with who put each on.
    #[serde(default)]
    pub taggings: Vec<Tagging>,
    /// The last 50 messages, oldest first.
    pub messages: Vec<Message>,
    /// The `before` of the messages before them; null when these are all.
    pub earlier: Option<String>,
}

/// A tag on a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tagging {
    /// The tag.
    pub tag: TagId,
    /// Who put it on; null where an earlier version did not keep it.
    pub by: Option<Author>,
    /// When; null where it is not known.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub at: Option<Timestamp>,
}

/// `PATCH /api/conversations/{id}` (any role): a missing field stays as it is, null empties it. The answer is
/// the [`Conversation`] afterwards. The first assignment to a member starts its attendance, closing it finishes that, and opening a
/// closed one begins and starts a new one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConversationPatch {
    /// The assigned member.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub assignee: Option<Option<MemberId>>,
    /// The assigned group.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub group: Option<Option<GroupId>>,
    /// Open or closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Beside `status: "closed"`: what is written of the attendance, at most 4,000 characters, as the workspace's `closingReport` has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 4_000))]
    pub report: Option<String>,
    /// Beside `status: "closed"`: what the attendance is sorted under, as the workspace's `closingCategory` has it. One category
    /// without items, or up to 20 choices of categories with items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub categories: Vec<Choice>,
}

/// `PUT` and `DELETE /api/conversations/{id}/tags/{tag}` (any role): the tags afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tags {
    /// In the order in which they were put on.
    pub tags: Vec<TagId>,
}
