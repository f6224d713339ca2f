//! `toast(kind, message)`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "kind:toast message:text:500",
    gives: "",
    older: "type",
};

/// The params of a kind and a message.
///
/// # Errors
/// `invalid`, when the kind is none of the four or the message is not a text within its bounds.
pub fn params(kind: &JsValue, message: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[kind, message])
}
