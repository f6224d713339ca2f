//! `set_property({key, type, contactId, sessionId, fields})`, settled with `{key, success}`.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, copy_given, id, is_missing};

/// The params of what to set: the contact's fields when no type is named. The host looks at the fields.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(property: &JsValue) -> Result<Bag, JsValue> {
    let Some(property) = Bag::of(property) else {
        return Err(invalid("property", "an object with fields", property));
    };
    let params = copy_given(property)?;
    if is_missing(&params.get("type")) {
        params.set_text("type", "contact");
    }
    for key in ["contactId", "sessionId"] {
        if let Some(id) = id(&params.get(key)) {
            params.set(key, &id);
        }
    }
    Ok(params)
}

/// Whether it says not whose fields, and so means the open conversation's.
pub(super) fn is_bound(params: &Bag) -> bool {
    let session = params.get("type") == "session";
    let key = if session { "sessionId" } else { "contactId" };
    is_missing(&params.get(key))
}

/// The author's own mark for the call, null when there is none.
pub(super) fn mark(params: Option<&Bag>) -> JsValue {
    let mark = params.map_or(JsValue::NULL, |params| params.get("key"));
    if is_missing(&mark) {
        JsValue::NULL
    } else {
        mark
    }
}
