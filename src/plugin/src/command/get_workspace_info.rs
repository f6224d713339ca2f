//! `get_workspace_info()`, settled with the workspace's object.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "",
    gives: "*",
    older: "",
};

/// The params: none.
///
/// # Errors
/// None.
pub fn params() -> Result<Bag, JsValue> {
    super::params(&LINE, &[])
}
