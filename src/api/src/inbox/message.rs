//! Messages of a conversation.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{MemberId, MessageId, PluginId};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Who wrote it.
    pub from: From,
    /// The member who wrote it, when one did.
    pub author: Option<MemberId>,
    /// The name that a plugin had when it wrote this for them.
    #[serde(default)]
    pub plugin: Option<String>,
    /// Its text; empty for media without one.
    pub text: String,
    /// Where its media lies: an absolute URL that pages of any origin can load without a cookie.
    pub media_url: Option<String>,
    /// What its file is called.
    #[serde(default)]
    pub file_name: Option<String>,
    /// How far it got, for messages that went out.
    pub status: Option<MessageStatus>,
    /// Why it failed, as whoever carries it says; null where it did not, or nobody said so.
    #[serde(default)]
    pub error: Option<String>,
    /// When it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
}

/// `POST /api/conversations/{id}/messages` (any role): 201 with the [`Message`]; the same `id` again in this conversation adds
/// nothing and answers 200 with the first message, as it is now. `GET` on the same address, with `before` (a message's id, or
/// the `next` of an earlier answer) and `limit`, lists a page, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewMessage {
    /// The caller's own name for the message, 1 to 200 characters, so that it can be sent again without harm when the answer
    /// was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub id: Option<String>,
    /// [`Kind::Text`], which goes to the contact, or [`Kind::Note`], which does not.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::NewKind))]
    pub kind: Kind,
    /// 1 to 10,000 characters, of which one can be seen; to a contact in a channel of the kind `email` 100,000.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100_000))]
    pub text: String,
    /// The enabled plugin that wrote it for the member: only notes may be a plugin's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub plugin: Option<PluginId>,
}

/// `PUT /api/conversations/{id}/messages/{message}/status` (any role): how far a message got that went out, as the program
/// behind the channel learns it. It goes forward only (queued, sent, received, read, played), or to `failed`; an earlier word changes
/// nothing, and a failed message stays so until it is sent again. The answer is the [`Message`] afterwards.
///
/// `POST /api/conversations/{id}/messages/{message}/retry` (any role), without a body: sends a failed message again; the answer
/// is the [`Message`], which stands as a new one does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusChange {
    /// How far it got.
    pub status: MessageStatus,
    /// Why it failed, for the agent who wrote it; at most 500 characters. Of `failed` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub error: Option<String>,
}

/// The longest text of a message, in characters.
pub const TEXT_CHARS: usize = 10_000;

/// The longest text of an e-mail, in characters.
pub const MAIL_CHARS: usize = 100_000;

/// The longest text of a message in a channel of that kind, in characters.
#[must_use]
pub fn most_chars(channel: &str) -> usize {
    if channel == "email" {
        MAIL_CHARS
    } else {
        TEXT_CHARS
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:tt,)+ }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        $(#[$doc])*
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// The word on the wire and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value of that word, if there is one.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                [$(Self::$variant,)+].into_iter().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// What a message is.
    #[cfg_attr(feature = "openapi", schema(as = MessageKind))]
    Kind {
        /// Words.
        Text = "text",
        /// A picture.
        Image = "image",
        /// A film.
        Video = "video",
        /// A recording.
        Audio = "audio",
        /// Any other file.
        File = "file",
        /// For colleagues only; the contact never sees it.
        Note = "note",
    }
}

words! {
    /// Who wrote a message.
    #[cfg_attr(feature = "openapi", schema(as = MessageFrom))]
    From {
        /// The person outside the company.
        Contact = "contact",
        /// A member.
        Agent = "agent",
        /// A plugin, for a member.
        Plugin = "plugin",
    }
}

words! {
    /// How far an outgoing message got.
    MessageStatus {
        /// Waiting for whoever carries the channel's messages.
        Queued = "queued",
        /// Handed to the channel.
        Sent = "sent",
        /// On the contact's device.
        Received = "received",
        /// Read by the contact.
        Read = "read",
        /// Heard or watched by the contact.
        Played = "played",
        /// Given up.
        Failed = "failed",
    }
}
