//! `add_note(text)`, settled with the note.

use encaixe_protocol::command::add_note::TEXT_CHARS;
use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a text.
///
/// # Errors
/// `invalid`, when it is not a text within its bounds.
pub fn params(text: &JsValue) -> Result<Bag, JsValue> {
    super::text_params("text", text, TEXT_CHARS)
}
