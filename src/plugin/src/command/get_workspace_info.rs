//! `get_workspace_info()`, settled with the workspace's object.

use wasm_bindgen::JsValue;

use crate::value::Bag;

/// The params: none.
///
/// # Errors
/// None.
pub fn params() -> Result<Bag, JsValue> {
    Ok(Bag::new())
}
