//! Reads untrusted values: any key may be missing, any text may be too long.
//!
//! What a message holds was copied by the engine, so reading a key runs none of the sender's code.

use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The longest name of a command or kind of message that is read, in UTF-16 units.
pub(crate) const NAME_UNITS: u32 = 64;

/// The value of a key; undefined where there is none.
pub(crate) fn get(of: &JsValue, key: &str) -> JsValue {
    if !of.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A text of at most `most` UTF-16 units. Longer ones are never copied into this module's memory.
pub(crate) fn text(value: &JsValue, most: u32) -> Option<String> {
    let text: &JsString = value.dyn_ref()?;
    (text.length() <= most).then(|| text.into())
}

/// The first `most` UTF-16 units of a text.
pub(crate) fn clipped(value: &JsValue, most: u32) -> Option<String> {
    let text: &JsString = value.dyn_ref()?;
    Some(text.slice(0, most).into())
}

/// A whole number from 0 that 32 bits hold.
pub(crate) fn number(value: &JsValue) -> Option<u32> {
    let number = value.as_f64()?;
    let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and within the bounds"
    )]
    whole.then_some(number as u32)
}
