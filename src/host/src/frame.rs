//! One iframe's life.

use std::rc::Rc;

use encaixe_api::plugin::FrameState;
use encaixe_protocol::event;
use wasm_bindgen::{JsCast, JsValue};

use crate::{Page, Spec, Status};

/// An iframe with a plugin's page in it.
#[must_use = "dropping a frame removes its iframe and all its listeners"]
pub struct Frame {
    element: web_sys::HtmlIFrameElement,
}

impl Frame {
    /// Puts a new iframe at the end of `container` and requests the plugin's page in it.
    ///
    /// # Errors
    /// The engine's own, when it makes no element.
    pub fn mount(
        container: &web_sys::Element,
        spec: Spec,
        page: Rc<dyn Page>,
    ) -> Result<Self, JsValue> {
        let (_, _) = (spec, page);
        let document = container.owner_document().ok_or(JsValue::NULL)?;
        let element: web_sys::HtmlIFrameElement =
            document.create_element("iframe")?.unchecked_into();
        container.append_child(&element)?;
        Ok(Self { element })
    }

    /// Sends an event; nothing happens unless the frame is verified.
    pub fn send(&self, event: event::Name, data: &JsValue) {
        let (_, _) = (event, data);
    }

    /// How the frame stands.
    #[must_use]
    pub fn status(&self) -> Status {
        Status {
            state: FrameState::Loading,
            reason: None,
            seen: None,
            classic_ignored: 0,
        }
    }

    /// The iframe.
    #[must_use]
    pub fn element(&self) -> web_sys::HtmlIFrameElement {
        self.element.clone()
    }
}
