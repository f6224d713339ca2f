//! An answer of which little is shown, as the browser reads it: a type for each of its parts would be more code than all that looks
//! at them.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A value of JSON, or none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found(JsValue);

impl Found {
    /// Reads a text; none where it is no JSON.
    pub(crate) fn parse(text: &str) -> Self {
        Self(JSON::parse(text).unwrap_or_default())
    }

    /// What it has there; none where it has nothing, or is none itself.
    pub(crate) fn at(&self, key: &str) -> Self {
        Self(Reflect::get(&self.0, &key.into()).unwrap_or_default())
    }

    /// The text or number that it has there, as a text; empty where there is none.
    pub(crate) fn text(&self, key: &str) -> String {
        let found = self.at(key).0;
        let number = || found.as_f64().map(|number| number.to_string());
        found.as_string().or_else(number).unwrap_or_default()
    }

    /// Whether it says so there.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.at(key).0.is_truthy()
    }

    /// What is in a list.
    pub(crate) fn items(&self) -> Vec<Self> {
        let list = self.0.dyn_ref::<Array>();
        list.map_or_else(Vec::new, |list| list.iter().map(Self).collect())
    }

    /// The one of a list that has that id; none where there is none.
    pub(crate) fn of_id(&self, id: &str) -> Self {
        let mut items = self.items().into_iter();
        let found = items.find(|item| item.text("id") == id);
        found.unwrap_or(Self(JsValue::UNDEFINED))
    }
}
