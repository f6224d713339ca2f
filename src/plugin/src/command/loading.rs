//! `loading(on)`. As in the original, anything that JavaScript takes for true is true.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params of on or off.
///
/// # Errors
/// None.
pub fn params(on: &JsValue) -> Result<Bag, JsValue> {
    let params = Bag::new();
    params.set("on", &on.is_truthy().into());
    Ok(params)
}
