//! `list_messages({before, limit})`, settled with `{messages, earlier}`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "@before:idOrNothing @limit:numberOrNothing",
    gives: "*",
    older: "",
};

/// The params of the message before which the list ends and of its length; both may be missing.
///
/// # Errors
/// `invalid`, when the first is no id or the second no number.
pub fn params(before: &JsValue, limit: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[before, limit])
}
