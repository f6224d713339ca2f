//! `loading(on)`. As in the original, anything that JavaScript takes for true is true.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "on:truth",
    gives: "",
    older: "on",
};

/// The params of on or off.
///
/// # Errors
/// None.
pub fn params(on: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[on])
}
