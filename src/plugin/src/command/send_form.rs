//! `send_form(form)`, settled with the answers by name, or null when the agent cancelled.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "form:form",
    gives: "answers",
    classic: "*",
};

/// The params of a form. The host looks at what is in it.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(form: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[form])
}
