//! `KinboxError`: what a plugin gets when a call fails.
//!
//! A JavaScript `Error` with `name: "KinboxError"`, `code`, `message` and, at times, `detail`.

use encaixe_protocol::error::Code;
use js_sys::Error;
use wasm_bindgen::prelude::*;

use crate::value::{Bag, describe, join};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(what: &str, error: &JsValue);
}

/// An error with this code.
#[must_use]
pub fn error(code: Code, message: &str) -> JsValue {
    let error: Bag = Error::new(message).unchecked_into();
    error.set_text("name", "KinboxError");
    error.set_text("code", code.as_str());
    error.into()
}

/// `invalid`: which argument, what was expected and what was there.
#[must_use]
pub fn invalid(argument: &str, expected: &str, got: &JsValue) -> JsValue {
    let message = join(&[argument, ": expected ", expected, ", got ", &describe(got)]);
    error(Code::Invalid, &message)
}

/// The host's error as it came by the wire. A code outside the closed list becomes `host_error`.
pub(crate) fn from_wire(wire: &Bag) -> JsValue {
    let text = |key| wire.get(key).as_string();
    let code = text("code").and_then(|code| Code::ALL.into_iter().find(|c| c.as_str() == code));
    let error = error(
        code.unwrap_or(Code::HostError),
        &text("message").unwrap_or_default(),
    );
    if let (Some(detail), Some(error)) = (text("detail"), Bag::of(&error)) {
        error.set_text("detail", &detail);
    }
    error
}

/// Tells the author of something that has no caller to be told.
pub(crate) fn report(what: &str, error: &JsValue) {
    console_error(&join(&["Kinbox: ", what]), error);
}
