//! `send_form(form)`, settled with the answers by name, or null when the agent cancelled.

use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, copy_given};

/// The params of a form. The host looks at what is in it.
///
/// # Errors
/// `invalid`, when it is no object; or what a getter of it threw.
pub fn params(form: &JsValue) -> Result<Bag, JsValue> {
    let Some(form) = Bag::of(form) else {
        return Err(invalid("form", "an object with a title and items", form));
    };
    copy_given(form)
}

/// The answers, or null.
pub(super) fn answer(ok: &JsValue) -> JsValue {
    Bag::of(ok).map_or(JsValue::NULL, |ok| ok.get("answers"))
}
