//! What a place of a statement can hold.

use encaixe_api::id::{
    AttendanceId, CannedReplyId, CategoryId, CategoryItemId, ChannelId, ConnectionId, ContactId,
    ConversationId, CustomFieldId, DeliveryId, EndpointId, GroupId, IntegrationId, MemberId,
    MergeId, MessageId, PluginId, SessionId, TagId, TokenId, WorkspaceId,
};

/// A value of a statement: one of the types that every engine has, or nothing of that type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Value {
    /// A text.
    Text(Option<String>),
    /// A whole number.
    Whole(Option<i64>),
    /// Yes or no.
    Truth(Option<bool>),
    /// Bytes: pictures, and blocks of the index.
    Bytes(Option<Vec<u8>>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(Some(text.clone()))
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        Self::Text(text.map(str::to_owned))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(Some(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Whole(Some(number.into()))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Whole(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Truth(Some(truth))
    }
}

impl From<Option<bool>> for Value {
    fn from(truth: Option<bool>) -> Self {
        Self::Truth(truth)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

macro_rules! ids {
    ($($id:ty),+) => {$(
        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                id.as_str().into()
            }
        }

        impl From<&$id> for Value {
            fn from(id: &$id) -> Self {
                id.as_str().into()
            }
        }

        impl From<Option<&$id>> for Value {
            fn from(id: Option<&$id>) -> Self {
                id.map(<$id>::as_str).into()
            }
        }
    )+};
}

ids!(
    AttendanceId,
    CannedReplyId,
    CategoryId,
    CategoryItemId,
    ChannelId,
    ConnectionId,
    ContactId,
    ConversationId,
    CustomFieldId,
    DeliveryId,
    EndpointId,
    GroupId,
    IntegrationId,
    MemberId,
    MergeId,
    MessageId,
    PluginId,
    SessionId,
    TagId,
    TokenId,
    WorkspaceId
);
