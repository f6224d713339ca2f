//! How often it is looked where the focus is, and what is seen to at each look.

use std::rc::Rc;

use gloo_timers::callback::Interval;

use super::{Inner, with};
use crate::time;

/// How often it is looked where the focus is while the agent is in a frame, in milliseconds: from one frame to another it
/// goes without an event.
pub(super) const INSIDE_MS: u32 = 25;
/// How often while the window is behind others.
pub(super) const AWAY_MS: u32 = 100;
/// How often while the focus is in the page, to learn of presses in a frame that leave it there.
pub(super) const HOME_MS: u32 = 500;
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

    /// Looks as often as is right while the focus is in the page.
    pub(super) fn set_home_pace(self: &Rc<Self>) {
        let is_contested = self.contest.is_on(time::now());
        self.set_pace(if is_contested { INSIDE_MS } else { HOME_MS });
    }

    /// Looks each so many milliseconds from here on.
    pub(super) fn set_pace(self: &Rc<Self>, pace: u32) {
        if self.pace.replace(pace) != pace {
            let weak = Rc::downgrade(self);
            let ticking = Interval::new(pace, move || with(&weak, Self::tick));
            self.ticking.set(Some(ticking));
        }
    }
}
