//! `move_to_group(id)`, settled with the group in charge afterwards.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a group's id; null for none.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(group: &JsValue) -> Result<Bag, JsValue> {
    super::nullable_id_params("group", group)
}
