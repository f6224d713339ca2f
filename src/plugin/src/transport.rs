//! The only place of this crate that posts messages or listens for them.
//!
//! A page has two windows that matter here, its own and its parent's. They are values, so that a test
//! can put a frame of its own in the parent's place.

#![expect(clippy::disallowed_methods, reason = "the others are to call this one")]

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortSignal, Event, MessageChannel, MessageEvent, MessagePort, PageTransitionEvent, Window,
};

use crate::value::Bag;

#[wasm_bindgen]
extern "C" {
    /// The global object: what an object's `valueOf` gives is the object itself.
    #[wasm_bindgen(js_namespace = globalThis, js_name = valueOf)]
    fn global() -> Bag;
}

/// The plugin's page and the page that may embed it.
#[derive(Debug)]
pub struct Page {
    own: Window,
    parent: Window,
}

impl Page {
    /// The page that this code runs in; none outside of a document, as in a worker or on a server.
    #[must_use]
    pub fn current() -> Option<Self> {
        let own = global();
        let parent = own.get("parent");
        parent
            .is_object()
            .then(|| Self::new(own.unchecked_into(), parent.unchecked_into()))
    }

    /// A page made of these two windows.
    #[must_use]
    pub const fn new(own: Window, parent: Window) -> Self {
        Self { own, parent }
    }

    /// Whether another page embeds this one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        !Object::is(&self.own, &self.parent)
    }

    /// Whether the agent clicked or typed in this page a moment ago.
    pub(crate) fn is_activated(&self) -> bool {
        let activation = self.part("navigator").get("userActivation");
        Bag::or_empty(&activation).get("isActive") == JsValue::TRUE
    }

    fn part(&self, key: &str) -> Bag {
        Bag::or_empty(&self.own.unchecked_ref::<Bag>().get(key))
    }

    /// The page's own window.
    pub(crate) const fn own(&self) -> &Window {
        &self.own
    }

    /// Posts `message` to the parent, if its origin is `target`, with one end of a new channel. What
    /// then comes out of the other end is given to `hear`.
    ///
    /// # Errors
    /// The engine's own, when `target` is neither an origin nor `*`.
    pub(crate) fn offer(
        &self,
        target: &str,
        message: &JsValue,
        hear: impl Fn(JsValue) + 'static,
    ) -> Result<Rc<Port>, JsValue> {
        let channel = MessageChannel::new()?;
        let ours = Port::new(channel.port1(), hear);
        self.parent
            .post_message_with_transfer(message, target, &Array::of1(&channel.port2()))?;
        Ok(Rc::new(ours))
    }

    /// Posts `message` to the parent, if its origin is `target`: the older dialect, without a port.
    ///
    /// # Errors
    /// The engine's own, when `target` is neither an origin nor `*`, or `message` cannot be copied.
    pub(crate) fn tell(&self, target: &str, message: &JsValue) -> Result<(), JsValue> {
        self.parent.post_message(message, target)
    }

    /// Gives `hear` the origin and the data of every message that comes from the parent.
    pub(crate) fn hear(&self, hear: impl Fn(String, JsValue) + 'static) -> EventListener {
        let parent = self.parent.clone();
        EventListener::new(&self.own, "message", move |event: &Event| {
            let event: &MessageEvent = event.unchecked_ref();
            if event.source().is_some_and(|it| Object::is(&it, &parent)) {
                hear(event.origin(), event.data());
            }
        })
    }

    /// Calls `act` at the end of the parsing of the document, if it is still being parsed.
    pub(crate) fn on_parsed(&self, act: impl Fn() + 'static) -> Option<EventListener> {
        let document = self.own.document()?;
        let parsing = self.part("document").get("readyState") == "loading";
        let listen = || EventListener::new(&document, "DOMContentLoaded", move |_: &Event| act());
        parsing.then(listen)
    }

    /// Calls `act` each time the window has another size.
    pub(crate) fn on_resize(&self, act: impl Fn() + 'static) -> EventListener {
        EventListener::new(&self.own, "resize", move |_: &Event| act())
    }

    /// Calls `leave` each time the document goes away for good.
    pub(crate) fn on_leave(&self, leave: impl Fn() + 'static) -> EventListener {
        EventListener::new(&self.own, "pagehide", move |event: &Event| {
            // A persisted page is only put aside: it may be shown again with its port alive.
            if !event.unchecked_ref::<PageTransitionEvent>().persisted() {
                leave();
            }
        })
    }
}

/// Calls `abort` when the signal is raised.
pub(crate) fn on_abort(signal: &AbortSignal, abort: impl Fn() + 'static) -> EventListener {
    EventListener::new(signal, "abort", move |_: &Event| abort())
}

/// Our end of a channel; closed when dropped.
#[derive(Debug)]
#[must_use = "a port is closed when it is dropped"]
pub(crate) struct Port {
    port: MessagePort,
    _listener: EventListener,
}

impl Port {
    fn new(port: MessagePort, hear: impl Fn(JsValue) + 'static) -> Self {
        let listener = EventListener::new(&port, "message", move |event: &Event| {
            hear(event.unchecked_ref::<MessageEvent>().data());
        });
        port.start();
        Self {
            port,
            _listener: listener,
        }
    }

    /// Posts to the other end.
    ///
    /// # Errors
    /// The engine's own, when `message` holds what cannot be copied, such as a function.
    pub(crate) fn post(&self, message: &JsValue) -> Result<(), JsValue> {
        self.port.post_message(message)
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.port.close();
    }
}
