//! JSON as people read it, and the samples of the catalogue.

use encaixe_api::webhook::EventName;
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// JSON in lines, its keys in their order; another text as it is.
pub(super) fn pretty(text: &str) -> String {
    JSON::parse(text)
        .ok()
        .and_then(|value| written(&value))
        .unwrap_or_else(|| text.to_owned())
}

fn written(value: &JsValue) -> Option<String> {
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, &2.into());
    text.ok()?.as_string()
}

/// The description of the API, of which the samples are taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Description(JsValue);

impl Description {
    /// What its text says.
    pub(super) fn read(text: &str) -> Self {
        Self(JSON::parse(text).unwrap_or(JsValue::NULL))
    }

    /// The sample of an event's body.
    pub(super) fn sample(&self, event: EventName) -> Option<String> {
        let content = at(
            &self.0,
            &[
                "webhooks",
                event.as_str(),
                "post",
                "requestBody",
                "content",
                "application/json",
            ],
        )?;
        written(&at(&content, &["example"])?)
    }
}

/// What stands there, by keys one below the other.
fn at(value: &JsValue, path: &[&str]) -> Option<JsValue> {
    path.iter().try_fold(value.clone(), |value, key| {
        let found = Reflect::get(&value, &(*key).into()).ok()?;
        (!found.is_undefined() && !found.is_null()).then_some(found)
    })
}
