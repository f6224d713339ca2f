//! `remove_tag(id)`, settled with the conversation's tags afterwards.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "tag:id",
    gives: "tags",
    older: "tag",
};

/// The params of a tag's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(tag: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[tag])
}
