//! `whenDisconnecting`: a channel lost its connection.

use serde_json::Value;

use super::{Names, object};

/// The body; `channel` is its id, `error` says why in words, `at` is when.
#[must_use]
pub fn disconnected(names: Names, channel: &str, error: &str, at: i64) -> Value {
    object([
        ("disconnected", true.into()),
        ("error", error.into()),
        ("instanceId", channel.into()),
        (names.moment(), at.into()),
        ("type", "DisconnectedCallback".into()),
    ])
    .into()
}
