//! `add_note(text)`, settled with the note.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "text:text:10000",
    gives: "message",
    classic: "",
};

/// The params of a text.
///
/// # Errors
/// `invalid`, when it is not a text within its bounds.
pub fn params(text: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[text])
}
