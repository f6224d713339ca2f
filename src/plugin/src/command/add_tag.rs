//! `add_tag(id)`, settled with the conversation's tags afterwards.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a tag's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(tag: &JsValue) -> Result<Bag, JsValue> {
    super::id_params("tag", tag)
}
