//! The only place of this crate that posts messages or listens for them.
//!
//! A page has two windows that matter here, its own and its parent's. They are values, so that a test
//! can put a frame of its own in the parent's place.

#![expect(clippy::disallowed_methods, reason = "the others are to call this one")]

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, EventTarget, MessageChannel, MessagePort, Window};

use crate::plugin::{Given, bare};
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
        self.own != self.parent
    }

    /// Whether the agent clicked or typed in this page a moment ago.
    pub(crate) fn is_activated(&self) -> bool {
        let activation = self.part("navigator").get("userActivation");
        Bag::or_empty(&activation).get("isActive") == JsValue::TRUE
    }

    /// What the page's window holds under a key, as an object.
    pub(crate) fn part(&self, key: &str) -> Bag {
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
        let channel: Bag = MessageChannel::new()?.unchecked_into();
        let ours = Port::new(channel.get("port1").unchecked_into(), hear);
        let theirs = Array::new();
        theirs.push(&channel.get("port2"));
        self.parent
            .post_message_with_transfer(message, target, &theirs)?;
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
    pub(crate) fn hear(&self, hear: impl Fn(String, JsValue) + 'static) -> Listener {
        let parent = JsValue::from(self.parent.clone());
        Listener::new(&self.own, "message", move |event| {
            if event.get("source") == parent {
                hear(
                    event.get("origin").as_string().unwrap_or_default(),
                    event.get("data"),
                );
            }
        })
    }

    /// Calls `act` at the end of the parsing of the document, if it is still being parsed.
    pub(crate) fn on_parsed(&self, act: impl Fn() + 'static) -> Option<Listener> {
        let document = self.part("document");
        let parsing = document.get("readyState") == "loading";
        parsing.then(|| Listener::new(document.unchecked_ref(), "DOMContentLoaded", move |_| act()))
    }

    /// Calls `act` each time the window has another size.
    pub(crate) fn on_resize(&self, act: impl Fn() + 'static) -> Listener {
        Listener::new(&self.own, "resize", move |_| act())
    }

    /// Calls `leave` each time the document goes away for good.
    pub(crate) fn on_leave(&self, leave: impl Fn() + 'static) -> Listener {
        Listener::new(&self.own, "pagehide", move |event| {
            // A persisted page is only put aside: it may be shown again with its port alive.
            if event.get("persisted").is_falsy() {
                leave();
            }
        })
    }
}

/// Calls `abort` when the signal is raised.
pub(crate) fn on_abort(signal: &AbortSignal, abort: impl Fn() + 'static) -> Listener {
    Listener::new(signal, "abort", move |_| abort())
}

/// Hears the events of one kind of one target, until it is dropped. Its closure is of a type that this crate has
/// anyway: each type of closure brings glue of its own.
#[derive(Debug)]
#[must_use = "nothing is heard once it is dropped"]
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    hear: Given,
}

impl Listener {
    fn new(target: &EventTarget, kind: &'static str, hear: impl Fn(&Bag) + 'static) -> Self {
        let hear = Given::new(move |event: JsValue| hear(event.unchecked_ref()));
        // It fails only for a target that takes no listeners.
        drop(target.add_event_listener_with_callback(kind, bare(&hear)));
        Self {
            target: target.clone(),
            kind,
            hear,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = bare(&self.hear);
        drop(
            self.target
                .remove_event_listener_with_callback(self.kind, heard),
        );
    }
}

/// Our end of a channel; closed when dropped.
#[derive(Debug)]
#[must_use = "a port is closed when it is dropped"]
pub(crate) struct Port {
    port: MessagePort,
    _listener: Listener,
}

impl Port {
    fn new(port: MessagePort, hear: impl Fn(JsValue) + 'static) -> Self {
        let listener = Listener::new(&port, "message", move |event| hear(event.get("data")));
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
