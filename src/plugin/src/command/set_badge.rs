//! `set_badge(count)`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "count:count",
    gives: "",
    older: "",
};

/// The params of a number; null, or nothing, for no badge.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(count: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[count])
}
