//! One frame and the element that holds it.

use std::cell::Cell;
use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::Frame as Registration;
use encaixe_host::Frame;
use encaixe_protocol::event::Name;
use encaixe_protocol::event::closing::Reason;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::report::Reporter;
use crate::state::State;

/// What a frame is mounted with: the registration, and the number of reloads by the agent so far.
pub(super) type FrameConfig = (Rc<Registration>, u32);

/// The config that the plugin's frame should have now; none when there is no such plugin.
pub(super) fn desired(state: &State, id: &PluginId) -> Option<FrameConfig> {
    let frame = state.panel.frame(id)?;
    Some((Rc::clone(frame), state.panel.generation(id)))
}

/// A frame in the page.
pub(super) struct Mounted {
    pub(super) container: HtmlElement,
    /// `None` when the registered address cannot be embedded here.
    pub(super) frame: Option<Frame>,
    pub(super) config: FrameConfig,
    pub(super) reporter: Rc<Reporter>,
    /// Whether its page was last told that it is visible.
    pub(super) shown: Cell<bool>,
}

impl Mounted {
    /// Why the frame has to be closed; none while it may stay. A new icon does not reload it.
    pub(super) fn stale_reason(&self, desired: Option<&FrameConfig>) -> Option<Reason> {
        let (made, generation) = &self.config;
        let Some((now, now_generation)) = desired else {
            return Some(Reason::Removed);
        };
        if generation != now_generation {
            return Some(Reason::Reload);
        }
        let same = (
            &made.src,
            &made.name,
            made.dev,
            made.classic,
            &made.scopes,
            &made.channels,
        ) == (
            &now.src,
            &now.name,
            now.dev,
            now.classic,
            &now.scopes,
            &now.channels,
        );
        (!same).then_some(Reason::Changed)
    }

    /// Shows or hides it, as high as it asked to be, and lets its page know when that changed.
    pub(super) fn show(&self, id: &PluginId, state: &State) {
        let active = state.panel.active.as_ref() == Some(id);
        // Plain attributes on an element of ours: setting them cannot fail.
        let _ = self
            .container
            .set_attribute("data-state", state.panel.view(id).state.as_str());
        let _ = self
            .container
            .toggle_attribute_with_force("data-asked", state.panel.shows_left(id));
        self.container.set_hidden(!active);
        let style = self.container.style();
        let _ = match state.panel.height_of(id) {
            Some(height) => style.set_property("--frame-height", &format!("{height}px")),
            None => style.remove_property("--frame-height").map(drop),
        };
        let shown = is_shown(state, id);
        if self.shown.replace(shown) != shown {
            self.send(
                if shown { Name::Visible } else { Name::Hidden },
                &JsValue::NULL,
            );
        }
    }

    /// Closes the frame, with the reason for its page. The hidden element stays until the page had its time to act.
    pub(super) fn close(self, reason: Reason) {
        let container = self.container;
        container.set_hidden(true);
        // No longer the frame of that plugin: the next one may be there already.
        let _ = container.remove_attribute("data-plugin");
        match self.frame {
            Some(frame) => frame.close(reason, move || container.remove()),
            None => container.remove(),
        }
    }
}

/// Whether the plugin's tab is before the agent's eyes.
pub(crate) fn is_shown(state: &State, id: &PluginId) -> bool {
    state.inbox_shown && state.panel.shows(id)
}

/// A new element for one frame, at the end of `root`.
pub(super) fn container(root: &Element, id: &PluginId) -> Option<HtmlElement> {
    let container: HtmlElement = root
        .owner_document()?
        .create_element("div")
        .ok()?
        .dyn_into()
        .ok()?;
    container.set_class_name("frame");
    container.set_attribute("data-plugin", id.as_str()).ok()?;
    root.append_child(&container).ok()?;
    Some(container)
}
