//! `assign_to(id)`, settled with who is in charge afterwards.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a member's id; null for nobody.
///
/// # Errors
/// `invalid`, when it is neither null, a text nor a whole number.
pub fn params(member: &JsValue) -> Result<Bag, JsValue> {
    super::nullable_id_params("member", member)
}
