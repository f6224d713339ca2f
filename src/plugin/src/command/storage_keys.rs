//! `storage_keys(scope)`, settled with the list of keys.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "@scope:scope",
    gives: "keys",
    older: "",
};

/// The params of a scope: `user`, `workspace`, `conversation`, or nothing for the first of them.
///
/// # Errors
/// `invalid`, when it is another.
pub fn params(scope: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[scope])
}
