//! `dialog("confirm", {title, description, okText, cancelText})`, settled with true or false.

use wasm_bindgen::JsValue;

use super::Line;
use crate::value::Bag;

pub(super) const LINE: Line = Line {
    takes: "kind:confirm dialog:question:2000",
    gives: "confirmed",
    older: "type",
};

/// The params of a question.
///
/// # Errors
/// `invalid`, when the kind is not `confirm` or a text is missing, of another type or too long; or what
/// a getter of the question threw.
pub fn params(kind: &JsValue, question: &JsValue) -> Result<Bag, JsValue> {
    super::params(&LINE, &[kind, question])
}
