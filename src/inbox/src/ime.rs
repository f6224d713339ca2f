//! Input methods: while a word is being composed, its keys belong to the input method and to nobody else. Enter takes
//! the word, Escape gives it up, arrows and Tab walk through what is offered.
//!
//! One place hears every key before anybody else does, and keeps those to itself; so no handler of a key has to
//! think of it. Engines tell them in different ways:
//!
//! | engine | the Enter that takes a word |
//! |---|---|
//! | Chromium, Gecko | `keydown` with `isComposing`, `keyCode` 229, then `compositionend` |
//! | WebKit | `compositionend`, then `keydown` with `keyCode` 229 and without `isComposing` |
//!
//! Source: UI Events, 4.3.3 and the legacy `keyCode` of input methods.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_ui::time;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, KeyboardEvent, Node, Window};

/// The key code of a key that an input method takes.
const TAKEN: u32 = 229;

/// What a key of the input method still brings about in the page comes within this time, in milliseconds.
const FOLLOWS_MS: f64 = 100.0;

/// Events by which a browser would send a form or close a dialog for the key.
const FOLLOWING: [&str; 2] = ["submit", "cancel"];

/// Keeps the keys of input methods from the page as long as the value lives.
pub(crate) struct Guard {
    _listeners: Vec<EventListener>,
}

#[derive(Default)]
struct Inner {
    /// Where a word is being composed.
    at: RefCell<Option<EventTarget>>,
    /// When an input method last took a key.
    taken: Cell<Option<f64>>,
}

impl Guard {
    /// Begins to listen.
    pub(crate) fn listen() -> Self {
        let inner = Rc::new(Inner::default());
        let listeners = web_sys::window().map_or_else(Vec::new, |window| inner.listeners(&window));
        Self {
            _listeners: listeners,
        }
    }
}

impl Inner {
    fn listeners(self: &Rc<Self>, window: &Window) -> Vec<EventListener> {
        let on = |name: &'static str, act: fn(&Self, &Event)| {
            let inner = Rc::clone(self);
            let mut options = EventListenerOptions::run_in_capture_phase();
            options.passive = false;
            EventListener::new_with_options(window, name, options, move |event| {
                act(&inner, event);
            })
        };
        let mut listeners = vec![
            on("compositionstart", |inner, event| {
                *inner.at.borrow_mut() = event.target();
            }),
            on("compositionend", |inner, _| drop(inner.at.take())),
            on("keydown", Self::key),
        ];
        listeners.extend(FOLLOWING.map(|name| on(name, Self::follows)));
        listeners
    }

    fn key(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if key.is_composing() || key.key_code() == TAKEN || self.is_composing_at(event) {
            self.taken.set(Some(time::now()));
            event.stop_immediate_propagation();
        } else {
            self.taken.set(None);
        }
    }

    /// A word is being composed where the key was pressed. Where its field is gone, no end was told.
    fn is_composing_at(&self, event: &Event) -> bool {
        let at = self.at.borrow();
        let is_there = |at: &EventTarget| at.dyn_ref::<Node>().is_some_and(Node::is_connected);
        at.as_ref()
            .is_some_and(|at| is_there(at) && event.target().as_ref() == Some(at))
    }

    fn follows(&self, event: &Event) {
        let taken = self.taken.get();
        if taken.is_some_and(|taken| time::now() - taken < FOLLOWS_MS) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    }
}
