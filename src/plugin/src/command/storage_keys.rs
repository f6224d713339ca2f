//! `storage_keys(scope)`, settled with the list of keys.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of a scope: `user`, `workspace`, `conversation`, or nothing for the first of them.
///
/// # Errors
/// `invalid`, when it is another.
pub fn params(scope: &JsValue) -> Result<Bag, JsValue> {
    let params = Bag::new();
    params.set_text("scope", super::storage_get::scope(scope)?);
    Ok(params)
}
