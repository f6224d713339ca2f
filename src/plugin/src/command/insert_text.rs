//! `insert_text(text)`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "text:text:10000",
    gives: "",
    older: "",
};

/// The params of a text.
///
/// # Errors
/// `invalid`, when it is not a text within its bounds.
pub fn params(text: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[text])
}
