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

/// The deadlines of calls. One timer serves them all: a timer for each call would cost more than the rest of the call, and few
/// calls ever reach their deadline.
pub(crate) struct Deadlines {
    /// Deadlines and calls, the earliest first.
    open: RefCell<VecDeque<(f64, u32)>>,
    /// The one timer, and when it ends. It runs on when its call has ended.
    timer: Cell<Option<Timeout>>,
    fires: Cell<f64>,
}

impl Deadlines {
    /// No call yet.
    pub(crate) fn new() -> Self {
        Self {
            open: RefCell::default(),
            timer: Cell::new(None),
            fires: Cell::new(f64::INFINITY),
        }
    }

    /// A call begins, which has `after` milliseconds. `fire` is called when one may be over, unless a timer that ends no later
    /// runs already; it then asks [`Self::due`].
    pub(crate) fn add(&self, id: u32, now: f64, after: u32, fire: impl FnOnce() + 'static) {
        let due = now + f64::from(after);
        let mut open = self.open.borrow_mut();
        // Nearly all have the same time, so that the last one is the latest.
        let before = open.iter().rposition(|(at, _)| *at <= due);
        open.insert(before.map_or(0, |last| last + 1), (due, id));
        if due < self.fires.get() {
            self.arm(now, due, fire);
        }
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
        match open.front() {
            Some((at, _)) => self.arm(now, *at, fire),
            None => self.disarm(),
        }
        due
    }

    /// No call is awaited any more.
    pub(crate) fn stop(&self) {
        self.open.borrow_mut().clear();
        self.disarm();
    }

    fn arm(&self, now: f64, due: f64, fire: impl FnOnce() + 'static) {
        self.fires.set(due);
        // Never a little early, which would only have it armed again.
        let timer = Timeout::new((due - now).ceil() as u32, fire);
        drop(self.timer.replace(Some(timer)));
    }

    fn disarm(&self) {
        self.fires.set(f64::INFINITY);
        drop(self.timer.take());
    }
}
