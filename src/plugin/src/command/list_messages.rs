//! `list_messages({before, limit})`, settled with `{messages, earlier}`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "@before:idOrNothing @limit:numberOrNothing",
    gives: "*",
    classic: "",
};

/// The params of the message before which the list ends and of its length; both may be missing.
///
/// # Errors
/// `invalid`, when the first is no id or the second no number.
pub fn params(before: &JsValue, limit: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[before, limit])
}
