//! `storage_set(key, value, scope)`. The value crosses the wire as its JSON text.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, json};

/// The params of a key, a value and a scope.
///
/// # Errors
/// `invalid`, when the key or the scope is wrong or JSON has no word for the value.
pub fn params(key: &JsValue, value: &JsValue, scope: &JsValue) -> Result<Bag, JsValue> {
    let params = super::storage_get::params(key, scope)?;
    let text = json(value).ok_or_else(|| invalid("value", "what JSON can hold", value))?;
    params.set("value", &text);
    Ok(params)
}
