//! `messageDeliveryError`: a message did not reach the contact.

use serde_json::Value;

use super::{Party, object};

/// The body; `id` is the message's, `error` says why in words.
#[must_use]
pub fn failed(party: &Party, id: &str, error: &str) -> Value {
    object([
        ("error", error.into()),
        ("instanceId", party.channel.as_str().into()),
        ("messageId", id.into()),
        ("phone", party.phone.as_str().into()),
        ("type", "DeliveryCallback".into()),
    ])
    .into()
}
