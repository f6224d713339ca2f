//! `loading(on)`. As in the original, anything that JavaScript takes for true is true.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "on:truth",
    gives: "",
    classic: "on",
};

/// The params of on or off.
///
/// # Errors
/// None.
pub fn params(on: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[on])
}
