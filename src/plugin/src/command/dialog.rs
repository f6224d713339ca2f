//! `dialog("confirm", {title, description, okText, cancelText})`, settled with true or false.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "kind:confirm dialog:question:2000",
    gives: "confirmed",
    classic: "type",
};

/// The params of a question.
///
/// # Errors
/// `invalid`, when the kind is not `confirm` or a text is missing, of another type or too long; or what
/// a getter of the question threw.
pub fn params(kind: &JsValue, question: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[kind, question])
}
