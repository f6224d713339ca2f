//! `get_conversation()`, settled with the data object, or null when none is open.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "",
    gives: "*",
    older: "",
};

/// The params: none.
///
/// # Errors
/// None.
pub fn params() -> Result<Bag, JsValue> {
    super::params(&LINE, &[])
}
