//! `set_height(height)`, settled with the height in force. What `"auto"` does is in `height.rs`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "height:height",
    gives: "height",
    classic: "",
};

/// The params of a height in CSS pixels or `"auto"`; null, or nothing, for that of the panel.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(height: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[height])
}
