//! The page that a plugin runs in, and the one that may embed it.
//!
//! They are two windows, and values, so that a test can put a frame of its own in the parent's place. What posts and
//! listens is `js/values.js`.

use wasm_bindgen::prelude::*;
use web_sys::Window;

use crate::value::PlainObject;

#[wasm_bindgen]
extern "C" {
    /// The global object: what an object's `valueOf` gives is the object itself.
    #[wasm_bindgen(js_namespace = globalThis, js_name = valueOf)]
    fn global() -> PlainObject;
}

/// The plugin's page and the page that may embed it.
#[derive(Debug)]
pub struct Page {
    own: JsValue,
    parent: JsValue,
}

impl Page {
    /// The page that this code runs in; none outside of a document, as in a worker or on a server.
    #[must_use]
    pub fn current() -> Option<Self> {
        let own = global();
        let parent = own.get("parent");
        parent.is_object().then(|| Self {
            own: own.into(),
            parent,
        })
    }

    /// A page made of these two windows.
    #[must_use]
    pub fn new(own: Window, parent: Window) -> Self {
        Self {
            own: own.into(),
            parent: parent.into(),
        }
    }

    /// Whether another page embeds this one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.own != self.parent
    }

    pub(crate) fn into_windows(self) -> (JsValue, JsValue) {
        (self.own, self.parent)
    }
}
