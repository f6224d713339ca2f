//! The end of every call: a callback, options, both or neither.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::value::PlainObject;

#[wasm_bindgen(module = "/js/shape.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = readOptions)]
    fn read(rest: &Array) -> Result<PlainObject, JsValue>;
}

/// What a call says about its own course: `{callback?, signal?, conversation?}`.
#[derive(Debug, Default)]
pub struct Options {
    pub(crate) given: PlainObject,
}

impl Options {
    /// Reads `callback?, options?`, where options is `{signal?, conversation?}`.
    ///
    /// # Errors
    /// `invalid`, or what a getter of the options threw.
    pub fn read(rest: &[JsValue]) -> Result<Self, JsValue> {
        let given = self::read(&rest.iter().collect())?;
        Ok(Self { given })
    }

    /// The conversation of calls that name none themselves; null stands for none being open.
    #[must_use]
    pub fn bind(self, conversation: &JsValue) -> Self {
        if self.given.get("conversation").is_undefined() {
            self.given.set("conversation", conversation);
        }
        self
    }
}
