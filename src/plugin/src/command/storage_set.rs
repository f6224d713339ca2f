//! `storage_set(key, value, scope)`. The value crosses the wire as its JSON text.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "key:text:200 value:json @scope:scope",
    gives: "",
    classic: "",
};

/// The params of a key, a value and a scope.
///
/// # Errors
/// `invalid`, when the key or the scope is wrong or JSON has no word for the value.
pub fn params(key: &JsValue, value: &JsValue, scope: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[key, value, scope])
}
