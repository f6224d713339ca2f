//! `KinboxError`: what a plugin gets when a call fails.
//!
//! A JavaScript `Error` with `name: "KinboxError"`, `code`, `message` and, at times, `detail`.

use encaixe_protocol::error::Code;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/shape.js")]
extern "C" {
    fn failure(code: &str, message: &str) -> JsValue;

    /// `invalid`: which argument, what was expected and what was there.
    #[must_use]
    pub fn invalid(argument: &str, expected: &str, got: &JsValue) -> JsValue;

    /// Tells the author of something that has no caller to be told.
    #[cfg(feature = "typed")]
    pub(crate) fn report(what: &str, error: &JsValue);
}

/// An error with this code.
#[must_use]
pub fn error(code: Code, message: &str) -> JsValue {
    failure(code.as_str(), message)
}
