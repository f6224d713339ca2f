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
    /// Whether nobody is to be told of a rejection that nobody looks at.
    pub(crate) quiet: bool,
    /// The first of the options objects, for what only some commands take.
    given: Option<Bag>,
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
                options.quiet = true;
            } else if let Some(given) = Bag::of(argument) {
                options.signal = signal(&given.get_given("signal")?)?.or(options.signal);
                options.conversation =
                    conversation(&given.get_given("conversation")?)?.or(options.conversation);
                options.given.get_or_insert_with(|| given.clone());
            } else if !argument.is_undefined() && !argument.is_null() {
                return Err(invalid("last argument", "a callback or options", argument));
            }
        }
        Ok(options)
    }

    /// An option that only some commands take; undefined when missing.
    ///
    /// # Errors
    /// What its own getter threw.
    pub fn get(&self, key: &str) -> Result<JsValue, JsValue> {
        self.given
            .as_ref()
            .map_or(Ok(JsValue::UNDEFINED), |given| given.get_given(key))
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
