//! `sendingMessage`: a message goes out.

use serde_json::Value;

use super::{Party, object};

/// The body; `id` is the message's.
#[must_use]
pub fn sending(party: &Party, id: &str) -> Value {
    object([
        ("instanceId", party.channel.as_str().into()),
        ("messageId", id.into()),
        ("phone", party.phone.as_str().into()),
        ("type", "DeliveryCallback".into()),
    ])
    .into()
}
