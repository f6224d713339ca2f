//! `open_conversation(id)`.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a conversation's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(conversation: &JsValue) -> Result<Bag, JsValue> {
    super::id_params("conversation", conversation)
}
