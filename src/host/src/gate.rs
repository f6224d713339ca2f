//! The rate limit of a frame's messages, which are counted before they are read, in `js/gate.js`.

use encaixe_protocol::limits::Limits;
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlIFrameElement, MessagePort, Window};

#[wasm_bindgen(module = "/js/gate.js")]
extern "C" {
    /// Counts the messages of one frame.
    #[wasm_bindgen(js_name = Gate)]
    #[derive(Debug, Clone)]
    pub(crate) type Counter;

    #[wasm_bindgen(constructor, js_class = Gate)]
    fn new(per_second: u32, burst: u32, flooded: &JsValue) -> Counter;
    #[wasm_bindgen(method, js_class = Gate)]
    fn close(this: &Counter);
    #[wasm_bindgen(method, js_class = Gate)]
    fn listen(
        this: &Counter,
        window: &Window,
        frame: &HtmlIFrameElement,
        most: u32,
        notify: &JsValue,
    ) -> Function;
}

/// The gate of one frame: shut once too much came through, and when it is dropped.
#[derive(Debug)]
pub(crate) struct Gate {
    counter: Counter,
    _flooded: Closure<dyn Fn()>,
}

/// A window message whose source is the iframe's window.
#[derive(Debug)]
pub(crate) struct WindowMessage {
    /// The sender's origin, as the browser states it.
    pub(crate) origin: String,
    /// Whatever was sent.
    pub(crate) data: JsValue,
    /// The transferred ports. The receiver opens or closes them.
    pub(crate) ports: Vec<MessagePort>,
}

/// Hears the window's messages until it is dropped.
#[derive(Debug)]
#[must_use = "dropping a listener removes it"]
pub(crate) struct Ear {
    end: Function,
    _notify: Closure<dyn Fn(JsValue, String, Array)>,
}

impl Gate {
    /// A gate for a frame with these bounds; `flooded` is called once, for the first message too many.
    pub(crate) fn new(limits: &Limits, flooded: impl Fn() + 'static) -> Self {
        let flooded = Closure::<dyn Fn()>::new(flooded);
        let (per_second, burst) = (limits.messages_per_second, limits.message_burst);
        Self {
            counter: Counter::new(per_second, burst, flooded.as_js_value()),
            _flooded: flooded,
        }
    }

    /// What counts the messages of the frame's ports.
    pub(crate) const fn counter(&self) -> &Counter {
        &self.counter
    }

    /// Calls `hear` for window messages from this iframe's own window.
    pub(crate) fn listen(
        &self,
        window: &Window,
        frame: &HtmlIFrameElement,
        most: u32,
        hear: impl Fn(WindowMessage) + 'static,
    ) -> Ear {
        let notify =
            Closure::<dyn Fn(JsValue, String, Array)>::new(move |data, origin, ports: Array| {
                hear(WindowMessage {
                    origin,
                    data,
                    ports: ports.iter().map(JsCast::unchecked_into).collect(),
                });
            });
        Ear {
            end: self
                .counter
                .listen(window, frame, most, notify.as_js_value()),
            _notify: notify,
        }
    }

    /// Lets no further message through.
    pub(crate) fn close(&self) {
        self.counter.close();
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        self.close();
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        // It only takes a listener away, which cannot fail.
        let _ = self.end.call0(&JsValue::NULL);
    }
}
