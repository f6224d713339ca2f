//! `dialog("confirm", {title, description, okText, cancelText})`, settled with true or false.

use encaixe_protocol::command::dialog::TEXT_CHARS;
use wasm_bindgen::JsValue;

use super::text;
use crate::error::invalid;
use crate::value::Bag;

/// The params of a kind and a question.
///
/// # Errors
/// `invalid`, when the kind is not `confirm` or a text is missing, of another type or too long; or what
/// a getter of the question threw.
pub fn params(kind: &JsValue, question: &JsValue) -> Result<Bag, JsValue> {
    if *kind != "confirm" {
        return Err(invalid("kind", "confirm", kind));
    }
    let Some(question) = Bag::of(question) else {
        return Err(invalid("dialog", "an object with a title", question));
    };
    let params = Bag::new();
    params.set("kind", kind);
    for key in ["title", "description", "okText", "cancelText"] {
        let given = question.get_given(key)?;
        // Only the title must be there and hold something.
        if key == "title" || given.is_truthy() {
            text(key, &given, TEXT_CHARS)?;
            params.set(key, &given);
        }
    }
    Ok(params)
}

/// True only when the agent confirmed.
pub(super) fn answer(ok: &JsValue) -> JsValue {
    let confirmed = Bag::or_empty(ok).get("confirmed");
    (confirmed == JsValue::TRUE).into()
}
