//! The only place of this crate in Rust that posts messages or listens for them; see `js/wire.js` for a document's port, and
//! `js/gate.js` for what the iframe's window says.
//!
//! What is posted goes by a port, to the one document that sent it: a message to a window reaches whatever
//! document is there by then. Only the classic dialect, which has no port, is spoken by window messages.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the place of this crate that posts and listens"
)]

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Event, HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort,
    SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition, Url,
};

use crate::log;
use crate::verify::Registered;

/// Calls `then` at every `load` of the iframe.
#[must_use = "dropping a listener removes it"]
pub(crate) fn on_load(frame: &HtmlIFrameElement, then: impl Fn() + 'static) -> EventListener {
    EventListener::new(frame, "load", move |_: &Event| then())
}

/// Calls `then` when the page's own policy kept a frame from loading the registered address, with whether that is sure. The
/// browser does not say which frame it was, and of one that was redirected it may only say the origin.
#[must_use = "dropping a listener removes it"]
pub(crate) fn on_policy_violation(
    document: &Document,
    registered: Registered,
    then: impl Fn(bool) + 'static,
) -> EventListener {
    EventListener::new(document, "securitypolicyviolation", move |event: &Event| {
        let event: &SecurityPolicyViolationEvent = event.unchecked_ref();
        let enforced = event.disposition() == SecurityPolicyViolationEventDisposition::Enforce;
        if enforced && event.effective_directive() == "frame-src" {
            let ours = Url::new(&event.blocked_uri())
                .ok()
                .and_then(|url| registered.is_at(&url.origin(), &url.pathname()));
            if let Some(sure) = ours {
                then(sure);
            }
        }
    })
}

/// Posts to the window of a frame, if the page that is there by then has this origin. Only frames of the
/// classic dialect are spoken to like this: they have no port.
pub(crate) fn post_to_window(frame: &HtmlIFrameElement, message: &JsValue, origin: &str) {
    if let Some(window) = frame.content_window()
        && let Err(error) = window.post_message(message, origin)
    {
        log::error("a message could not be sent to a plugin", &error);
    }
}

/// Two ports within this page.
///
/// # Errors
/// The engine's own.
pub(crate) fn channel() -> Result<(MessagePort, MessagePort), JsValue> {
    let channel = MessageChannel::new()?;
    Ok((channel.port1(), channel.port2()))
}

/// Closes ports that are of no use.
pub(crate) fn close(ports: &[MessagePort]) {
    ports.iter().for_each(MessagePort::close);
}

/// Our end of a document's channel; closed when dropped.
#[derive(Debug)]
#[must_use = "a port is closed when it is dropped"]
pub(crate) struct Port {
    port: MessagePort,
    _message: EventListener,
    _close: EventListener,
}

impl Port {
    /// Takes a port that came with a hello. `closed` is called when the other side closes it or its
    /// document is gone, in engines that tell.
    pub(crate) fn open(
        port: MessagePort,
        hear: impl Fn(JsValue) + 'static,
        closed: impl Fn() + 'static,
    ) -> Self {
        let message = EventListener::new(&port, "message", move |event: &Event| {
            hear(event.unchecked_ref::<MessageEvent>().data());
        });
        let close = EventListener::new(&port, "close", move |_: &Event| closed());
        port.start();
        Self {
            port,
            _message: message,
            _close: close,
        }
    }

    /// Posts to the document.
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
