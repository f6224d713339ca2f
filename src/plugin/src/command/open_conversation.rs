//! `open_conversation(id)`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "conversation:id",
    gives: "",
    older: "",
};

/// The params of a conversation's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(conversation: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[conversation])
}
