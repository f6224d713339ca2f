//! The browser's *transient activation*: a press of the pointer, a tap or a key makes one, which ends some seconds later. It
//! holds for a window and those around it, so that the page learns of a press inside a plugin's frame, which it cannot see; no
//! script can make one.
//!
//! The page has to know whether the *last* press was inside a frame. So it spends each activation that is made outside of
//! the frames: one that is left was made in a frame.

use std::cell::{Cell, OnceCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlIFrameElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = window, js_name = postMessage)]
    fn post_to_this_window(message: &JsValue, options: &Object) -> Result<(), JsValue>;
}

/// The ways to spend an activation that engines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A message that delegates a capability spends it (Capability Delegation). It goes to the page's own window and says nothing.
    Delegate,
    /// A window that is asked for in a frame whose sandbox refuses it: nothing opens, but Firefox takes the activation for it.
    Refused,
}

/// How many failed tries there may be.
const TRIES: u32 = 5;

/// The page's hold on the activation.
#[derive(Debug, Default)]
pub struct Activation {
    /// The way that this engine has, once it was found.
    way: Cell<Option<Way>>,
    /// Number of failed tries.
    tries: Cell<u32>,
    /// Where [`Way::Refused`] asks.
    nook: OnceCell<Option<HtmlIFrameElement>>,
}

impl Activation {
    /// Whether there is an activation, made in the page or in a frame, that was not spent. None where the browser has no
    /// such property.
    #[must_use]
    pub fn is_active() -> Option<bool> {
        let window = web_sys::window()?;
        let activation = Reflect::get(&window.navigator(), &"userActivation".into()).ok()?;
        if !activation.is_object() {
            return None;
        }
        let is_active = Reflect::get(&activation, &"isActive".into()).ok()?;
        is_active.as_bool()
    }

    /// Makes ready what spending may need: a frame takes part only in activations that were made after it.
    pub fn prepare(&self) {
        self.nook.get_or_init(make_nook);
    }

    /// An empty frame of the page's own, in engines that spend no activation by a message.
    #[must_use]
    pub fn nook(&self) -> Option<&HtmlIFrameElement> {
        self.nook.get()?.as_ref().filter(|nook| nook.is_connected())
    }

    /// Spends the activation, if there is one; says whether there is none any more.
    pub fn spend(&self) -> bool {
        let is_spent = || Self::is_active() == Some(false);
        if is_spent() {
            return true;
        }
        let ways: &[Way] = match self.way.get() {
            None if self.tries.get() >= TRIES => &[],
            None => &[Way::Delegate, Way::Refused],
            Some(Way::Delegate) => &[Way::Delegate],
            Some(Way::Refused) => &[Way::Refused],
        };
        for way in ways {
            // Whether it worked is seen by the activation alone.
            let _ = match way {
                Way::Delegate => delegate(),
                Way::Refused => self.ask_in_vain(),
            };
            if is_spent() {
                self.way.set(Some(*way));
                if let (Way::Delegate, Some(Some(nook))) = (way, self.nook.get()) {
                    nook.remove();
                }
                return true;
            }
        }
        self.tries.set(self.tries.get().saturating_add(1));
        false
    }

    fn ask_in_vain(&self) -> Option<()> {
        let nook = self.nook.get_or_init(make_nook).as_ref()?;
        let asked = nook.content_window()?.open_with_url("about:blank");
        // An engine that minds no sandbox would open one.
        if let Ok(Some(opened)) = asked {
            let _ = opened.close();
        }
        Some(())
    }
}

fn delegate() -> Option<()> {
    let options = Object::new();
    let origin = web_sys::window()?.location().origin().ok()?;
    Reflect::set(&options, &"targetOrigin".into(), &origin.into()).ok()?;
    Reflect::set(&options, &"delegate".into(), &"fullscreen".into()).ok()?;
    post_to_this_window(&JsValue::NULL, &options).ok()
}

/// An empty frame of the page's own that may open nothing.
fn make_nook() -> Option<HtmlIFrameElement> {
    let document = web_sys::window()?.document()?;
    let nook: HtmlIFrameElement = document.create_element("iframe").ok()?.unchecked_into();
    for (name, value) in [
        ("sandbox", "allow-same-origin"),
        // What is hidden takes no focus.
        (
            "style",
            "position: fixed; top: 0; left: 0; width: 1px; height: 1px; border: 0; opacity: 0; pointer-events: none",
        ),
        ("aria-hidden", "true"),
        ("tabindex", "-1"),
    ] {
        nook.set_attribute(name, value).ok()?;
    }
    document.body()?.append_child(&nook).ok()?;
    Some(nook)
}
