//! Ways in for messages.

use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::conversation::Summary;
use super::message::{Kind, Message};
use super::{Uses, nullable, object};
use crate::Timestamp;
use crate::error::FieldError;
use crate::id::{ChannelId, EndpointId};

/// `GET /api/channels` (any role): a way in, such as one telephone number or one mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// Its id.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
    /// `whatsapp`, `instagram`, `email`, `webchat`, `telegram` or `sms`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether messages are taken and conversations begun in it.
    #[serde(default = "yes")]
    pub is_active: bool,
    /// Whether it is connected, as whoever carries its messages says; null when nobody has said so.
    #[serde(default)]
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub state: Option<ChannelState>,
    /// The webhook endpoint that carries its messages outside: they are `queued` until it says how far they got. Null when nobody does: they
    /// are `sent` at once.
    #[serde(default)]
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub carrier: Option<EndpointId>,
    /// By how much it is used; in the lists of the settings alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub uses: Option<Uses>,
}

/// Whether a channel is connected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelState {
    /// Whether messages pass.
    pub connected: bool,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub since: Timestamp,
    /// What is wrong; null of one that is connected.
    pub error: Option<String>,
}

/// `PUT /api/channels/{id}/state` (any role): the answer is the [`Channel`]. The same again changes nothing, and `since` stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewChannelState {
    /// Whether messages pass.
    pub connected: bool,
    /// What is wrong, at most 500 characters; of one that is connected it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub error: Option<String>,
}

/// The longest text of an error, in characters.
pub const ERROR_CHARS: usize = 500;

/// The ways in that there are: the `type` of a [`Channel`].
pub const KINDS: [&str; 6] = [
    "whatsapp",
    "instagram",
    "email",
    "webchat",
    "telegram",
    "sms",
];

/// `POST /api/channels` (admin). Its type stays as it is made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewChannel {
    /// Its name, 1 to 60 characters; no two channels share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// What kind of way in it is.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::ChannelKind))]
    pub kind: String,
}

/// `PATCH /api/channels/{id}` (admin): a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ChannelPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// Whether messages are taken and conversations begun in it. Switched off, its conversations stay and can be answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Its place in the list, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// The webhook endpoint that carries its messages from now on, whose bodies are of the kind `standard`; null is none.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub carrier: Option<Option<EndpointId>>,
}

const fn yes() -> bool {
    true
}

/// `POST /api/channels/{id}/messages` (any role): a message that came in from outside. It joins the conversation that is open
/// with this sender in this channel, else it begins one. 201 with [`Received`]; the same `id` again from this sender in this
/// channel changes nothing and answers 200 with the first result, its conversation and contact as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Incoming {
    /// The caller's own key for the message, 1 to 200 characters, so that it can be sent again without harm. It counts for its
    /// sender alone, as their address is kept: another sender's message of the same `id` is another message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub id: Option<String>,
    /// Who wrote it: the contact's address in this channel, of which one character is seen. It is kept in one form, however it
    /// is written: for the kind `email` the mailbox in lower case; for `whatsapp` and `sms` the digits with the country's code
    /// where it is a telephone (digits without a plus are read so where a numbering plan has such a number), and a new contact
    /// has it as such. What is no telephone, and the ids of other kinds, stay as they are.
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub sender: String,
    /// `text`, `image`, `video`, `audio` or `file`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::IncomingKind))]
    pub kind: Kind,
    /// The words, at most 10,000 characters, of the kind `email` 100,000; may be empty beside media.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 100_000))]
    pub content: String,
    /// Where the media lies, an `http` or `https` address of at most 2,048 characters; every type but `text` has one, and
    /// `text` has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 2_048, format = "uri"))]
    pub media_url: Option<String>,
    /// What its file is called, such as `orçamento.pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// What the sender says of themselves. It names a new contact and fills what is empty of a known one; that it is somebody
    /// else's says nothing, and joins nobody. What cannot be used is left out, and told in [`Received::ignored`].
    #[serde(
        default,
        deserialize_with = "object::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Claims))]
    pub contact_info: Option<ContactInfo>,
    /// When it was written; missing, it is the time of arrival, and no later time than that is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::Timestamp>))]
    pub sent_at: Option<Timestamp>,
}

/// What a channel knows of a sender.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactInfo {
    /// Their name, 1 to 200 characters; the address in the channel stands in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: Option<String>,
    /// Their telephone, as in [`super::contact::ContactPatch`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Their e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A picture's URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
}

/// Where a message from outside went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Received {
    /// The message.
    pub message: Message,
    /// The conversation that it is in.
    pub conversation: Summary,
    /// Whom it is from.
    pub contact: Contact,
    /// What of the request was left out, and why: keys that there are not, and what cannot be used of `contactInfo`.
    #[serde(default)]
    pub ignored: Vec<FieldError>,
}
