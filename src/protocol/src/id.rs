//! Identifiers: strings on every wire; a number is accepted where one is read.

use std::fmt;

use serde::de::{self, Visitor};

/// Makes a type of each kind of identifier, so that none is taken for another. The crate that calls it has `serde`, and `utoipa`
/// behind a feature `openapi`.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an identifier as it stands.
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_any($crate::id::TextOrNumber).map(Self)
            }
        }
    )+};
}

ids! {
    /// A person outside the company.
    ContactId;
    /// A thread of messages with one contact in one channel.
    ConversationId;
    /// One attendance: what the Kinbox wire calls `session`.
    AttendanceId;
    /// One message of a conversation.
    MessageId;
    /// Somebody who works in the workspace.
    MemberId;
    /// A team of members.
    GroupId;
    /// A label on a conversation.
    TagId;
    /// A field that the workspace added to contacts or attendances.
    CustomFieldId;
    /// A way in for messages, such as one phone number.
    ChannelId;
    /// The company whose inbox this is.
    WorkspaceId;
    /// A registered plugin.
    PluginId;
}

/// Reads an identifier; for [`ids!`](crate::ids) alone.
#[doc(hidden)]
#[derive(Debug)]
pub struct TextOrNumber;

impl Visitor<'_> for TextOrNumber {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id: a text or a whole number")
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<String, E> {
        Ok(id.to_owned())
    }

    fn visit_string<E: de::Error>(self, id: String) -> Result<String, E> {
        Ok(id)
    }

    fn visit_u64<E: de::Error>(self, id: u64) -> Result<String, E> {
        Ok(id.to_string())
    }

    fn visit_i64<E: de::Error>(self, id: i64) -> Result<String, E> {
        Ok(id.to_string())
    }

    fn visit_f64<E: de::Error>(self, id: f64) -> Result<String, E> {
        // 2^53: beyond it a JavaScript number no longer names one integer.
        if id.fract() == 0.0 && id.abs() <= 9_007_199_254_740_992.0 {
            Ok(format!("{id:.0}"))
        } else {
            Err(E::invalid_value(de::Unexpected::Float(id), &self))
        }
    }
}
