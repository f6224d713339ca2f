//! `add_tag(id)`, settled with the conversation's tags afterwards.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, id};

/// The params of a tag's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(tag: &JsValue) -> Result<Bag, JsValue> {
    let id = id(tag).ok_or_else(|| invalid("tag", "an id, a text or a whole number", tag))?;
    let params = Bag::new();
    params.set("tag", &id);
    Ok(params)
}

/// The list of tags.
pub(super) fn answer(ok: &JsValue) -> JsValue {
    Bag::or_empty(ok).get("tags")
}
