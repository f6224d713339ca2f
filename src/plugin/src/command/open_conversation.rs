//! `open_conversation(id)`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "conversation:id",
    gives: "",
    classic: "",
};

/// The params of a conversation's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(conversation: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[conversation])
}
