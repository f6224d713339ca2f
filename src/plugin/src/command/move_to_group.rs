//! `move_to_group(id)`, settled with the assigned group afterwards.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "group:idOrNull",
    gives: "group",
    classic: "group",
};

/// The params of a group's id; null for none.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(group: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[group])
}
