//! `storage_remove(key, scope)`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "key:text:200 @scope:scope",
    gives: "",
    classic: "",
};

/// The params of a key, in a scope as [`super::storage_keys::params`] takes it.
///
/// # Errors
/// `invalid`, when the key is not a text within its bounds or the scope is not known.
pub fn params(key: &JsValue, scope: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[key, scope])
}
