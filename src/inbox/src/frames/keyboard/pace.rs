//! How often it is looked where the focus is, and what is seen to at each look.

use std::rc::Rc;

use encaixe_ui::time;
use gloo_timers::callback::Interval;

use super::{Inner, place, with};

/// How often it is looked where the focus is while the agent is in a frame, in milliseconds: from one frame to another it
/// goes without an event.
pub(super) const INSIDE_MS: u32 = 25;
/// How often then, while other frames take it from there.
const FOUGHT_MS: u32 = 10;
/// How often while the window is behind others.
const AWAY_MS: u32 = 100;
/// How often while the focus is in the page, to learn of presses in a frame that leave it there.
const HOME_MS: u32 = 500;
/// How long something may be pressed in the page before its end is taken for missed, in milliseconds.
const PRESS_MS: f64 = 5_000.0;

impl Inner {
    fn tick(self: &Rc<Self>) {
        let is_missed = time::now() - self.pressed.get() > PRESS_MS;
        if is_missed && self.guard.borrow().is_pressing() {
            self.settle();
        }
        self.sample();
        self.look();
        self.make_sure();
    }

    /// Looks as often from here on as is right where the focus is.
    pub(super) fn keep_pace(self: &Rc<Self>) {
        let is_inside = self.guard.borrow().inside().is_some();
        let is_contested = self.contest.is_on(time::now());
        self.set_pace(match (is_inside, is_contested) {
            _ if !place::has_window_focus() => AWAY_MS,
            (true, true) => FOUGHT_MS,
            (true, false) | (false, true) => INSIDE_MS,
            (false, false) => HOME_MS,
        });
    }

    /// Looks each so many milliseconds from here on.
    fn set_pace(self: &Rc<Self>, pace: u32) {
        if self.pace.replace(pace) != pace {
            let weak = Rc::downgrade(self);
            let ticking = Interval::new(pace, move || with(&weak, Self::tick));
            self.ticking.set(Some(ticking));
        }
    }
}
