//! `messageStatus`: messages got further.

use encaixe_api::inbox::message::MessageStatus;
use serde_json::Value;

use super::{Names, Party, chat, object};

/// The body for one message; `id` is the message's, `at` when it got there.
#[must_use]
pub fn status(names: Names, party: &Party, id: &str, status: MessageStatus, at: i64) -> Value {
    object([
        ("ids", Value::from(vec![id])),
        ("instanceId", party.channel.as_str().into()),
        ("isGroup", false.into()),
        (names.moment(), at.into()),
        ("phone", party.phone.as_str().into()),
        ("status", chat::status(Some(status)).into()),
        ("type", "MessageStatusCallback".into()),
    ])
    .into()
}
