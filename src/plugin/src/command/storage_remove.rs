//! `storage_remove(key, scope)`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "key:text:200 @scope:scope",
    gives: "",
    older: "",
};

/// The params of a key, in a scope as [`super::storage_keys::params`] takes it.
///
/// # Errors
/// `invalid`, when the key is not a text within its bounds or the scope is not known.
pub fn params(key: &JsValue, scope: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[key, scope])
}
