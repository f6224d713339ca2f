//! A clock that is never set back, and one timer for many calls.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since some time before.
    #[wasm_bindgen(js_namespace = performance)]
    pub(crate) fn now() -> f64;
}

/// The deadlines of calls that all have the same timeout. One timer serves them all: a timer for each call would cost more
/// than the rest of the call, and few calls ever reach their deadline.
pub(crate) struct Deadlines {
    after: f64,
    /// Deadlines and calls, the earliest first.
    open: RefCell<VecDeque<(f64, u32)>>,
    /// The one timer. It runs on when its call has ended.
    timer: Cell<Option<Timeout>>,
}

impl Deadlines {
    /// Calls have this time, in milliseconds.
    pub(crate) fn new(after: u32) -> Self {
        Self {
            after: after.into(),
            open: RefCell::default(),
            timer: Cell::new(None),
        }
    }

    /// A call begins. `fire` is called when it may be over, unless a timer runs already; it then asks [`Self::due`].
    pub(crate) fn add(&self, id: u32, now: f64, fire: impl FnOnce() + 'static) {
        self.open.borrow_mut().push_back((now + self.after, id));
        let timer = self.timer.take();
        self.timer
            .set(Some(timer.unwrap_or_else(|| arm(self.after, fire))));
    }

    /// Removes ended calls from the front.
    pub(crate) fn forget(&self, is_open: impl Fn(u32) -> bool) {
        let mut open = self.open.borrow_mut();
        while open.front().is_some_and(|(_, id)| !is_open(*id)) {
            open.pop_front();
        }
    }

    /// The calls whose time is over. For the others `fire` is called when it may be.
    pub(crate) fn due(&self, now: f64, fire: impl FnOnce() + 'static) -> Vec<u32> {
        let mut open = self.open.borrow_mut();
        let mut due = Vec::new();
        while let Some((_, id)) = open.pop_front_if(|(at, _)| *at <= now) {
            due.push(id);
        }
        let next = open.front().map(|(at, _)| arm(at - now, fire));
        drop(self.timer.replace(next));
        due
    }

    /// No call is awaited any more.
    pub(crate) fn stop(&self) {
        self.open.borrow_mut().clear();
        drop(self.timer.take());
    }
}

fn arm(after: f64, fire: impl FnOnce() + 'static) -> Timeout {
    // Never a little early, which would only have it armed again.
    Timeout::new(after.ceil() as u32, fire)
}
