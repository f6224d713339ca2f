//! What may end a call before its answer: a timer, a signal.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::plugin::{Plugin, bare};
use crate::transport::{Listener, on_abort};

impl Plugin {
    /// Has the function called with this value after a time.
    pub(crate) fn timer(
        &self,
        function: &Closure<dyn Fn(JsValue)>,
        ms: u32,
        value: &JsValue,
    ) -> Option<i32> {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let page = self.inner.page.as_ref()?;
        page.own()
            .set_timeout_with_callback_and_timeout_and_arguments_1(bare(function), ms, value)
            .ok()
    }

    pub(crate) fn stop(&self, timer: Option<i32>) {
        if let (Some(timer), Some(page)) = (timer, &self.inner.page) {
            page.own().clear_timeout_with_handle(timer);
        }
    }

    pub(crate) fn on_abort(&self, number: u32, signal: &AbortSignal) -> Listener {
        let inner = Rc::downgrade(&self.inner);
        on_abort(signal, move || {
            if let Some(inner) = inner.upgrade() {
                Self { inner }.abort(number);
            }
        })
    }
}
