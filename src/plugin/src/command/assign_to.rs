//! `assign_to(id)`, settled with the assignee afterwards.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "member:idOrNull",
    gives: "assignee",
    classic: "member",
};

/// The params of a member's id; null for nobody.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(member: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[member])
}
