//! The agent's gestures in frames, as far as the page can know of them.

use encaixe_api::id::PluginId;
use encaixe_ui::time;
use gloo_timers::future::TimeoutFuture;

use super::leave::Use;
use super::pace::INSIDE_MS;
use super::{Inner, Keyboard, is_active, place};
use crate::frames::mounted::is_shown;

/// How long the news of a press in a frame may take to this page, in milliseconds: it goes another way than the frame's
/// messages, and a busy machine lets it wait.
const NEWS_MS: u32 = 2_000;

impl Keyboard {
    /// Whether the agent is in that plugin's frame and clicked or pressed a key in it just now.
    pub(crate) async fn is_used(&self, plugin: &PluginId) -> bool {
        self.after_news(|inner, now| {
            let is_shown = is_shown(&inner.store.state(), plugin);
            let is_inside = inner.guard.borrow().inside() == Some(plugin);
            let is_fresh = inner.leaves.borrow().is_fresh(plugin, now);
            // A gesture that was spent on another call is none: the browser would refuse, and news of the next is on its way.
            is_shown && is_inside && is_fresh && is_active()
        })
        .await
    }

    /// Takes the leave that the agent's last gesture in that plugin's frame gives, for one use of each kind; says whether
    /// there was one.
    pub(crate) async fn take_leave(&self, plugin: &PluginId, what: Use) -> bool {
        let taken = self
            .after_news(|inner, now| inner.leaves.borrow_mut().take(plugin, what, now))
            .await;
        if taken {
            // From here on an activation is another gesture's.
            self.0.activation.spend();
        }
        taken
    }

    /// Whether it is so, or becomes so while the news of a press may still be on its way.
    async fn after_news(&self, is_so: impl Fn(&Inner, f64) -> bool) -> bool {
        let now = || {
            self.0.sample();
            is_so(&self.0, time::now())
        };
        for _ in 0..NEWS_MS / INSIDE_MS {
            if now() {
                return true;
            }
            TimeoutFuture::new(INSIDE_MS).await;
        }
        now()
    }
}

impl Inner {
    /// Notes a gesture of the agent's in a frame, if there was one just now.
    pub(super) fn sample(&self) {
        let now = time::now();
        let guard = self.guard.borrow();
        if !is_active() || !guard.is_of_a_frame(now) {
            return;
        }
        let state = self.store.state();
        let pressed = guard.inside().or_else(|| {
            // A press that moves no focus. Only the frame before the agent's eyes can be pressed.
            let is_free =
                place::focused_frame().is_none() && !place::is_modal_open() && !self.is_unsure();
            let shown = state.panel.active.as_ref().filter(|_| is_free);
            shown.filter(|id| guard.can_spend() && is_shown(&state, id))
        });
        if let Some(plugin) = pressed {
            self.leaves.borrow_mut().gesture(plugin, now);
        }
    }
}
