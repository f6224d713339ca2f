//! `set_property({key, type, contactId, sessionId, fields})`, settled with `{key, success}`.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "property:property",
    gives: "*",
    older: "*",
};

/// The params of what to set: the contact's fields when no type is named. The host looks at the fields.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(property: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[property])
}
