//! `list_messages({before, limit})`, settled with `{messages, earlier}`.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, id, is_missing};

/// The params of the message before which the list ends and of its length; both may be missing.
///
/// # Errors
/// `invalid`, when the first is no id or the second no number.
pub fn params(before: &JsValue, limit: &JsValue) -> Result<Bag, JsValue> {
    let params = Bag::new();
    if !is_missing(before) {
        let id = id(before).ok_or_else(|| invalid("before", super::ID, before))?;
        params.set("before", &id);
    }
    if !is_missing(limit) {
        if limit.as_f64().is_none() {
            return Err(invalid("limit", "a whole number", limit));
        }
        params.set("limit", limit);
    }
    Ok(params)
}
