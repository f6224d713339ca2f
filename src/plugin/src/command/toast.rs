//! `toast(kind, message)`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "kind:toast message:text:500",
    gives: "",
    classic: "type",
};

/// The params of a kind and a message.
///
/// # Errors
/// `invalid`, when the kind is none of the four or the message is not a text within its bounds.
pub fn params(kind: &JsValue, message: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[kind, message])
}
