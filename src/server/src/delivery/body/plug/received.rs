//! `receiveMessage`: the contact wrote.

use serde_json::Value;

use super::{Names, Party, Written, chat};

/// The body: the message as it stands in `chat`.
#[must_use]
pub fn received(names: Names, party: &Party, written: &Written) -> Value {
    chat::message(names, party, written)
}
