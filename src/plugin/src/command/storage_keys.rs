//! `storage_keys(scope)`, settled with the list of keys.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "@scope:scope",
    gives: "keys",
    classic: "",
};

/// The params of a scope: `user`, `workspace`, `conversation`, or nothing for the first of them.
///
/// # Errors
/// `invalid`, when it is another.
pub fn params(scope: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[scope])
}
