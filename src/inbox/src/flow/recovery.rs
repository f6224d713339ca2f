//! Retries what could not be fetched: with growing pauses, and at once when the network or the event stream is back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_ui::retry::wait;
use encaixe_ui::shell::Live;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;

use super::{conversations, session};
use crate::state::owed::Part;
use crate::store::{Store, Subscription};

/// Watches over what is missing as long as the value lives.
pub(crate) struct Recovery {
    _online: Option<EventListener>,
    _subscription: Subscription,
    inner: Rc<Inner>,
}

struct Inner {
    store: Store,
    tries: Cell<u32>,
    was_on: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
}

impl Recovery {
    /// Begins to watch.
    pub(crate) fn watch(store: &Store) -> Self {
        let inner = Rc::new(Inner {
            store: store.clone(),
            tries: Cell::new(0),
            was_on: Cell::new(false),
            timer: RefCell::default(),
        });
        let weak = Rc::downgrade(&inner);
        let subscription = store.subscribe(move |state| {
            if let Some(inner) = weak.upgrade() {
                let is_on = state.live == Live::On;
                let is_back = is_on && !inner.was_on.replace(is_on);
                inner.was_on.set(is_on);
                if state.owed.is_empty() {
                    inner.rest();
                } else if is_back {
                    inner.again();
                } else {
                    inner.arm();
                }
            }
        });
        let weak = Rc::downgrade(&inner);
        let online = web_sys::window().map(|window| {
            EventListener::new(&window, "online", move |_| {
                if let Some(inner) = weak.upgrade() {
                    inner.again();
                }
            })
        });
        Self {
            _online: online,
            _subscription: subscription,
            inner,
        }
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        self.inner.timer.take();
    }
}

impl Inner {
    /// Nothing is missing.
    fn rest(&self) {
        self.timer.take();
        self.tries.set(0);
    }

    /// Waits for the next try, unless that is being done already.
    fn arm(self: &Rc<Self>) {
        if self.timer.borrow().is_some() {
            return;
        }
        let tries = self.tries.get();
        self.tries.set(tries.saturating_add(1));
        let weak = Rc::downgrade(self);
        let next = Timeout::new(wait(tries), move || {
            if let Some(inner) = weak.upgrade() {
                inner.again();
            }
        });
        *self.timer.borrow_mut() = Some(next);
    }

    /// Asks for all that is missing. What fails again is noted again, and waited for.
    fn again(self: &Rc<Self>) {
        self.timer.take();
        let store = &self.store;
        let state = store.state();
        for part in state.owed.parts() {
            match part {
                Part::Me => session::start(store),
                Part::Directory => session::refresh_directory(store),
                Part::List => conversations::load_list(store),
                Part::More => conversations::load_more(store),
                Part::Open => conversations::load_open(store),
                Part::Frames => session::load_frames(store),
            }
        }
    }
}
