//! Plain JavaScript values: objects by key, and the words for what was given instead.

use js_sys::{JSON, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A plain object, read and written by key.
    #[wasm_bindgen(js_name = Object)]
    #[derive(Debug, Clone)]
    pub type Bag;

    /// An empty object.
    #[wasm_bindgen(constructor, js_class = "Object")]
    pub fn new() -> Bag;

    /// The value of a key; undefined when missing. For objects whose getters cannot throw, such as
    /// copies that came by a port.
    #[wasm_bindgen(method, structural, indexing_getter)]
    pub fn get(this: &Bag, key: &str) -> JsValue;

    /// The value of a key of an author's object. An error is what its own getter threw.
    #[wasm_bindgen(method, structural, indexing_getter, catch)]
    pub fn get_given(this: &Bag, key: &str) -> Result<JsValue, JsValue>;

    /// Sets a key.
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub fn set(this: &Bag, key: &str, value: &JsValue);

    /// Sets a key to a text.
    #[wasm_bindgen(method, structural, indexing_setter)]
    pub fn set_text(this: &Bag, key: &str, value: &str);

    #[wasm_bindgen(js_namespace = Object, js_name = assign, catch)]
    fn assign_given(target: &Bag, from: &Bag) -> Result<Bag, JsValue>;
}

impl Default for Bag {
    fn default() -> Self {
        Self::new()
    }
}

impl Bag {
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

/// Whether it is undefined or null.
pub(crate) fn is_missing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A copy of an object of this side, one level deep.
pub(crate) fn copy(of: &Bag) -> Bag {
    assign(&Bag::new(), of)
}

/// Sets the keys of `target` to those of an object of this side.
pub(crate) fn assign(target: &Bag, from: &Bag) -> Bag {
    assign_given(target, from).unwrap_or_default()
}

/// A copy of an author's object, one level deep.
///
/// # Errors
/// What a getter of it threw.
pub fn copy_given(of: &Bag) -> Result<Bag, JsValue> {
    assign_given(&Bag::new(), of)
}

/// The value as JSON; none for what JSON has no word for.
pub(crate) fn json(value: &JsValue) -> Option<JsString> {
    JSON::stringify(value).ok()?.dyn_into().ok()
}

/// The texts, one after the other. Smaller than what the standard library brings for it.
#[must_use]
pub fn join(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// An id as text: a text that is not empty, or a whole number.
pub(crate) fn id(value: &JsValue) -> Option<JsValue> {
    if value.is_string() {
        return (!value.is_falsy()).then(|| value.clone());
    }
    js_sys::Number::is_safe_integer(value)
        .then(|| json(value))
        .flatten()
        .map(Into::into)
}

/// What a value is, in an error message.
pub(crate) fn describe(value: &JsValue) -> String {
    if value.is_undefined() {
        "nothing".into()
    } else if value.is_function() {
        "a function".into()
    } else if value.is_object() {
        "an object".into()
    } else {
        json(value).map_or_else(String::new, |text| text.slice(0, 80).into())
    }
}
