//! What is done about a frame that took the focus.

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::i18n::Words;
use encaixe_ui::time;

use super::{Inner, is_active, place};
use crate::flow;

impl Inner {
    /// Takes the focus from a frame that took it; a key that it got meanwhile opens no way back into it.
    pub(super) fn take_back(self: &Rc<Self>) {
        self.contest.begin(time::now());
        self.give_back();
        let is_of_thief = {
            let guard = self.guard.borrow();
            guard.inside().is_none() && !guard.is_pressing()
        };
        if is_of_thief {
            self.settle();
        }
    }

    /// Puts the focus back where it was before a frame took it.
    pub(super) fn give_back(self: &Rc<Self>) {
        let inside = self.guard.borrow().inside().cloned();
        if let Some(frame) = inside.and_then(|plugin| place::frame_of(&plugin)) {
            place::focus(&frame);
        } else {
            let home = self.home.borrow().clone();
            place::back_to(home.as_ref());
        }
    }

    /// Sees to it, after a theft, that the keys are the page's where it seems to have the focus.
    pub(super) fn make_sure(&self) {
        let now = time::now();
        let is_home = {
            let guard = self.guard.borrow();
            guard.inside().is_none()
                && place::focused_frame().is_none()
                && place::has_window_focus()
        };
        let Some(nook) = self.activation.nook().filter(|_| is_home) else {
            return;
        };
        let is_pressed = is_active() && self.guard.borrow().is_of_a_frame(now);
        if self.contest.is_doubtful(now, is_pressed) {
            place::take_again(nook);
        }
    }

    /// Whether a frame may get keys while the page seems to have the focus.
    pub(super) fn is_unsure(&self) -> bool {
        self.contest.is_on(time::now()) && self.activation.nook().is_some()
    }

    /// Tells the agent which plugin took the keyboard.
    pub(super) fn tell_of(&self, plugin: &PluginId) {
        let state = self.store.state();
        if let Some(frame) = state.panel.frame(plugin) {
            let words = Words::of(state.locale);
            let name = [("plugin", frame.name.clone().into())];
            let text = words.with("keyboard-taken", name);
            flow::notice(&self.store, Kind::Info, text);
        }
    }
}
