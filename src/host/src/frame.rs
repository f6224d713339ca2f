//! The iframe: the element, its attributes and its listeners. What it lives through is in `life`.

use std::rc::Rc;

use encaixe_api::plugin::FrameReason;
use encaixe_protocol::event::{self, closing};
use encaixe_protocol::handshake::MARK;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlIFrameElement};

use crate::gate::Ear;
use crate::life::{Life, with};
use crate::machine::Input;
use crate::{Page, Spec, Status, transport};

/// What the page inside may do. Without `allow-same-origin` its origin would be `null` and nothing
/// could be verified; it never navigates the page around it and never opens `alert`s.
const SANDBOX: &str = "allow-scripts allow-same-origin allow-forms allow-popups \
    allow-popups-to-escape-sandbox allow-downloads allow-storage-access-by-user-activation";

/// An iframe with a plugin's page in it. To load the page anew, close the frame and mount another.
///
/// Dropping a frame takes its iframe away at once; [`Frame::close`] lets its page know first.
#[must_use = "dropping a frame removes its iframe and all its listeners"]
pub struct Frame {
    element: HtmlIFrameElement,
    life: Rc<Life>,
    listeners: Option<(Ear, [EventListener; 2])>,
    /// Whether the iframe outlives this.
    stays: bool,
}

impl Frame {
    /// Puts a new iframe at the end of `container` and requests the plugin's page in it. The iframe
    /// must not be moved afterwards: every engine then loads its page anew.
    ///
    /// # Errors
    /// The engine's own, when it makes no element, as outside of a window.
    pub fn mount(container: &Element, spec: Spec, page: Rc<dyn Page>) -> Result<Self, JsValue> {
        let document = container
            .owner_document()
            .ok_or("the container has no document")?;
        let window = document
            .default_view()
            .ok_or("the container's document has no window")?;
        let element: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
        for (name, value) in [
            ("class", "plugin-frame"),
            ("name", MARK),
            ("title", &spec.plugin.name),
            ("sandbox", SANDBOX),
            ("allow", ""),
            ("referrerpolicy", "no-referrer"),
            ("src", spec.src.as_str()),
        ] {
            element.set_attribute(name, value)?;
        }

        let life = Life::new(spec, page, element.clone());
        let [hears, loads, refused] = [(); 3].map(|()| Rc::downgrade(&life));
        let ear = life
            .gate()
            .listen(&window, &element, life.message_bytes(), move |heard| {
                with(&hears, |life| life.hear(heard));
            });
        let others = [
            transport::on_load(&element, move || {
                with(&loads, Life::loaded);
            }),
            transport::on_policy_violation(&document, life.registered(), move |sure| {
                with(&refused, |life| {
                    life.feed(Input::PolicyViolation { sure });
                });
            }),
        ];
        container.append_child(&element)?;
        life.begin();
        Ok(Self {
            element,
            life,
            listeners: Some((ear, others)),
            stays: false,
        })
    }

    /// Sends an event to the verified document. Nothing happens unless the frame is verified: a page
    /// that is verified later gets what it needs in its welcome.
    pub fn send(&self, event: event::Name, data: &JsValue) {
        self.life.send(event, data);
    }

    /// [`Self::send`], and waits for the listeners: `done` is called exactly once, when each of them has run and what it
    /// promised is settled, when another event is sent by this method, when the document is gone, or at once unless the frame
    /// is verified. A page may take as long as it likes.
    pub fn send_awaited(&self, event: event::Name, data: &JsValue, done: impl FnOnce() + 'static) {
        self.life.send_awaited(event, data, Box::new(done));
    }

    /// Ends the frame. A verified page is told why by its last event, and keeps its document for
    /// `closing_ms` to act on it: the iframe is hidden at once, stays where it is and goes then. Any other
    /// iframe goes at once.
    ///
    /// For the page around, the frame has ended when this returns: `document_gone` was called, calls are
    /// aborted, nothing more is heard or reported. The caller leaves what holds the iframe in place until
    /// `on_gone` is called, which may be from in here; taking it away earlier only cuts the time short.
    pub fn close(mut self, reason: closing::Reason, on_gone: impl FnOnce() + 'static) {
        // Nothing that the page still says or does counts.
        self.listeners = None;
        let Some(wait) = self.life.close(reason) else {
            drop(self);
            return on_gone();
        };
        let element = self.element.clone();
        element.set_hidden(true);
        self.stays = true;
        Timeout::new(wait, move || {
            element.remove();
            on_gone();
        })
        .forget();
    }

    /// Takes the iframe out, because its page misused what a frame may do. The state is then `stopped`, with this reason;
    /// only another frame, by [`Self::mount`], loads the page again.
    pub fn stop(&self, reason: FrameReason) {
        self.life.stop(reason);
    }

    /// How the frame stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.life.status()
    }

    /// The iframe.
    #[must_use]
    pub fn element(&self) -> HtmlIFrameElement {
        self.element.clone()
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.life.end();
        if !self.stays {
            self.element.remove();
        }
    }
}
