//! `request(app, request)`. What the request is made of, the host looks at.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "app:text:64 request:call",
    gives: "*",
    classic: "",
};

/// The params of an app and a request.
///
/// # Errors
/// `invalid`, when the app is no text or the request no plain object.
pub fn params(app: &JsValue, request: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[app, request])
}
