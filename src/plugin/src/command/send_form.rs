//! `send_form(form)`, settled with the answers by name, or null when the agent cancelled.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "form:form",
    gives: "answers",
    older: "*",
};

/// The params of a form. The host looks at what is in it.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(form: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[form])
}
