//! `get_token()`, settled with a token's text.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "",
    gives: "token",
    classic: "",
};

/// The params: none.
///
/// # Errors
/// None.
pub fn params() -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[])
}
