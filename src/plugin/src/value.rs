//! Plain JavaScript objects, by key.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A plain object, read and written by key.
    #[wasm_bindgen(js_name = Object)]
    #[derive(Debug, Clone)]
    pub type PlainObject;

    /// An empty object.
    #[wasm_bindgen(constructor, js_class = "Object")]
    pub fn new() -> PlainObject;

    /// The value of a key; undefined when missing. For objects whose getters cannot throw, such as
    /// copies that came by a port.
    #[wasm_bindgen(method, structural, indexing_getter)]
    pub fn get(this: &PlainObject, key: &str) -> JsValue;

    /// Sets a key.
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub fn set(this: &PlainObject, key: &str, value: &JsValue);

    /// Sets a key to a text.
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub fn set_text(this: &PlainObject, key: &str, value: &str);

    #[wasm_bindgen(js_namespace = Object, js_name = assign, catch)]
    fn assign(target: &PlainObject, from: &PlainObject) -> Result<PlainObject, JsValue>;
}

impl Default for PlainObject {
    fn default() -> Self {
        Self::new()
    }
}

impl PlainObject {
    /// The value as an object, if it is one; null is none.
    #[must_use]
    pub fn of(value: &JsValue) -> Option<&Self> {
        value.is_object().then(|| value.unchecked_ref())
    }

    /// The value as an object, or an empty one.
    #[must_use]
    pub fn or_empty(value: &JsValue) -> Self {
        Self::of(value).map_or_else(Self::new, Clone::clone)
    }
}

/// A copy of an author's object, one level deep.
///
/// # Errors
/// What a getter of it threw.
pub fn copy_given(of: &PlainObject) -> Result<PlainObject, JsValue> {
    assign(&PlainObject::new(), of)
}
