//! `set_badge(count)`.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, is_missing};

/// The params of a number; null, or nothing, for no badge.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(count: &JsValue) -> Result<Bag, JsValue> {
    let params = Bag::new();
    if is_missing(count) {
        params.set("count", &JsValue::NULL);
    } else if js_sys::Number::is_safe_integer(count) && count.as_f64() >= Some(0.0) {
        params.set("count", count);
    } else {
        return Err(invalid("count", "a whole number from 0, or null", count));
    }
    Ok(params)
}
