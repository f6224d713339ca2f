//! `set_height(height)`, settled with the height in force. What `"auto"` does is in `height.rs`.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, is_missing};

/// The word for the height of the content, whatever it is.
pub(crate) const AUTO: &str = "auto";

/// The params of a height in CSS pixels or `"auto"`; null, or nothing, for that of the panel.
///
/// # Errors
/// `invalid`, when it is anything else.
pub fn params(height: &JsValue) -> Result<Bag, JsValue> {
    let params = Bag::new();
    if is_missing(height) {
        params.set("height", &JsValue::NULL);
    } else if *height == AUTO || height.as_f64().is_some() {
        params.set("height", height);
    } else {
        let expected = "a number of pixels, \"auto\" or null";
        return Err(invalid("height", expected, height));
    }
    Ok(params)
}
