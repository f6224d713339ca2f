//! `set_height(height)`, settled with the height in force. What `"auto"` does is in `height.rs`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "height:height",
    gives: "height",
    older: "",
};

/// The params of a height in CSS pixels or `"auto"`; null, or nothing, for that of the panel.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(height: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[height])
}
