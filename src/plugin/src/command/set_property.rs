//! `set_property({key, type, contactId, sessionId, fields})`, settled with `{key, success}`.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "property:property",
    gives: "*",
    classic: "*",
};

/// The params of what to set: the contact's fields when no type is named. The host looks at the fields.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(property: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[property])
}
