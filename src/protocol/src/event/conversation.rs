//! `conversation`: the object that a plugin gets when an agent opens a conversation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{AttendanceId, ContactId, ConversationId, GroupId, MemberId, MessageId, TagId};

/// Everything that a plugin learns about the open conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// Whom the agent is serving.
    pub contact: Contact,
    /// The open conversation.
    pub conversation: Conversation,
    /// The agent who is signed in at this page; the assignee may be another.
    pub user: User,
    /// The current attendance.
    pub session: Session,
    /// Whether the plugin URL is a development one.
    pub dev: bool,
    /// The last [`MESSAGES`] messages, oldest first.
    #[serde(default)]
    pub messages: Vec<Message>,
}

/// How many messages the data object has at most.
pub const MESSAGES: usize = 20;

/// Whom the agent is serving.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// Kept for plugins of the classic API; see `custom_fields`.
    #[serde(default)]
    pub properties: Vec<Property>,
    /// Their name.
    pub name: String,
    /// A picture's URL.
    pub avatar: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their telephone, digits with the country's code.
    pub phone: Option<String>,
    /// Custom fields by placeholder.
    #[serde(default)]
    pub custom_fields: BTreeMap<String, FieldValue>,
}

/// A custom field in the classic list form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// The field's placeholder.
    pub placeholder: String,
    /// The field's label.
    pub name: String,
    /// Its type and value.
    #[serde(flatten)]
    pub field: FieldValue,
}

/// A custom field's type and value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldValue {
    /// `text`, `number`, `decimal`, `date`, `select` or `multi-select`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The value, or null when empty.
    pub value: Option<Scalar>,
}

/// What a custom field can hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    untagged,
    expecting = "a text, a number or a list of texts is expected"
)]
pub enum Scalar {
    /// `number` and `decimal`.
    Number(f64),
    /// `text`, `date` (`YYYY-MM-DD`) and `select`.
    Text(String),
    /// `multi-select`.
    List(Vec<String>),
}

/// The open conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// The contact's address in the channel.
    pub identifier: Option<String>,
    /// The assigned member.
    pub assignee: Option<Assignee>,
    /// The assigned group.
    pub group: Option<Group>,
    /// The kind of channel, such as `whatsapp`.
    pub channel_type: String,
    /// The conversation's page in the inbox.
    pub link: String,
    /// Its tags; empty when there are none.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Open or closed.
    pub status: Status,
    /// Its newest message.
    #[serde(rename = "lastMessage")]
    pub last_message: Option<Message>,
}

/// The assigned member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// The member's id.
    pub id: MemberId,
}

/// The assigned group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The group's id.
    pub id: GroupId,
}

/// Whether a conversation is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Open: a member serves the contact, or will.
    Open,
    /// Done.
    Closed,
}

impl Status {
    /// The status as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// A label on the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub color: String,
    /// The readable colour of text on it, `#rrggbb`.
    pub text_color: String,
}

/// The agent who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Their id.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their telephone.
    pub phone: Option<String>,
    /// A picture's URL.
    pub avatar: Option<String>,
    /// Their address.
    pub email: String,
    /// Whether they may sign in.
    pub is_active: bool,
}

/// The current attendance, under its name on this wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its id.
    pub id: AttendanceId,
    /// Custom fields by placeholder.
    #[serde(default)]
    pub custom_fields: BTreeMap<String, FieldValue>,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// `text`, `image`, `video`, `audio`, `file` or `note`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `contact`, `agent` or `plugin`.
    pub from: String,
    /// Its text; empty for media without one.
    pub text: String,
    /// Where its media lies: an absolute URL that the plugin's page can load.
    pub media_url: Option<String>,
    /// Whether it has media.
    pub is_media: bool,
    /// When it was sent, RFC 3339.
    pub created_at: String,
}
