//! `assign_to(id)`, settled with who is in charge afterwards.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "member:idOrNull",
    gives: "assignee",
    older: "member",
};

/// The params of a member's id; null for nobody.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(member: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[member])
}
