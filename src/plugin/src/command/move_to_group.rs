//! `move_to_group(id)`, settled with the group in charge afterwards.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "group:idOrNull",
    gives: "group",
    older: "group",
};

/// The params of a group's id; null for none.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(group: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[group])
}
