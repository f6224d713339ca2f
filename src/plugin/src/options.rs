//! The end of every call: a callback, options, both or neither.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::error::invalid;
use crate::value::{self, Bag};

/// What a call says about its own course.
#[derive(Debug, Default)]
pub struct Options {
    /// Called with the result, beside the promise.
    pub(crate) callback: Option<Function>,
    /// Gives the call up.
    pub(crate) signal: Option<AbortSignal>,
    /// The conversation that the call is for: what the options say, else what [`Options::bind`] set.
    pub(crate) conversation: Option<JsValue>,
}

impl Options {
    /// Reads `callback?, options?`, where options is `{signal?, conversation?}`.
    ///
    /// # Errors
    /// `invalid`, or what a getter of the options threw.
    pub fn read(rest: &[JsValue]) -> Result<Self, JsValue> {
        let mut options = Self::default();
        for argument in rest {
            if let Some(callback) = argument.dyn_ref::<Function>() {
                options.callback = Some(callback.clone());
            } else if let Some(given) = Bag::of(argument) {
                options.signal = signal(&given.get_given("signal")?)?;
                options.conversation = conversation(&given.get_given("conversation")?)?;
            } else if !argument.is_undefined() && !argument.is_null() {
                return Err(invalid("last argument", "a callback or options", argument));
            }
        }
        Ok(options)
    }

    /// The conversation of calls that name none themselves; null stands for none being open.
    #[must_use]
    pub fn bind(mut self, conversation: &JsValue) -> Self {
        if self.conversation.is_none() && !conversation.is_undefined() {
            self.conversation = Some(conversation.clone());
        }
        self
    }
}

fn signal(given: &JsValue) -> Result<Option<AbortSignal>, JsValue> {
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    given
        .dyn_ref::<AbortSignal>()
        .map(|signal| Some(signal.clone()))
        .ok_or_else(|| invalid("options.signal", "an AbortSignal", given))
}

fn conversation(given: &JsValue) -> Result<Option<JsValue>, JsValue> {
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    value::id(given)
        .map(Some)
        .ok_or_else(|| invalid("options.conversation", "a conversation's id", given))
}
