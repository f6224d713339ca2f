//! `storage_set(key, value, scope)`. The value crosses the wire as its JSON text.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "key:text:200 value:json @scope:scope",
    gives: "",
    older: "",
};

/// The params of a key, a value and a scope.
///
/// # Errors
/// `invalid`, when the key or the scope is wrong or JSON has no word for the value.
pub fn params(key: &JsValue, value: &JsValue, scope: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[key, value, scope])
}
