//! `get_conversation()`, settled with the data object, or null when none is open.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "",
    gives: "*",
    classic: "",
};

/// The params: none.
///
/// # Errors
/// None.
pub fn params() -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[])
}
