//! `toast(kind, message)`.

use encaixe_protocol::command::toast::MESSAGE_CHARS;
use wasm_bindgen::JsValue;

use super::text;
use crate::error::invalid;
use crate::value::Bag;

/// The four kinds, as the wire has them.
const KINDS: [&str; 4] = ["success", "error", "warning", "info"];

/// The params of a kind and a message.
///
/// # Errors
/// `invalid`, when the kind is none of the four or the message is not a text within its bounds.
pub fn params(kind: &JsValue, message: &JsValue) -> Result<Bag, JsValue> {
    if !KINDS.iter().any(|known| *kind == **known) {
        return Err(invalid("kind", "success, error, warning or info", kind));
    }
    text("message", message, MESSAGE_CHARS)?;
    let params = Bag::new();
    params.set("kind", kind);
    params.set("message", message);
    Ok(params)
}
