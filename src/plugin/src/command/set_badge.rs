//! `set_badge(count)`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "count:count",
    gives: "",
    classic: "",
};

/// The params of a number; null, or nothing, for no badge.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(count: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[count])
}
