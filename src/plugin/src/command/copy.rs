//! `copy(text)`.

use encaixe_protocol::command::copy::TEXT_CHARS;
use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a text.
///
/// # Errors
/// `invalid`, when it is not a text within its bounds.
pub fn params(text: &JsValue) -> Result<Bag, JsValue> {
    super::text_params("text", text, TEXT_CHARS)
}
