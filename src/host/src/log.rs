//! What goes to the browser's console: what an author or an operator has to know, never a payload.

use wasm_bindgen::JsValue;
use web_sys::console;

/// Something inside this page is wrong.
pub(crate) fn error(what: &str, error: &JsValue) {
    console::error_2(&format!("encaixe: {what}:").into(), error);
}

/// A plugin's page is not what was registered.
pub(crate) fn warn(plugin: &str, what: &dyn std::fmt::Display) {
    console::warn_1(&format!("encaixe: plugin {plugin:?}: {what}").into());
}
