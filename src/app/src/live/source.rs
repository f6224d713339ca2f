//! The server's stream of events, opened again whenever it breaks.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_api::live::Change;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// How long to wait before opening a stream that the browser gave up, in milliseconds.
const REOPEN_MS: u32 = 3_000;

/// What happened on the stream.
pub(super) enum Heard {
    /// It is open.
    Opened,
    /// It broke; the browser opens it again.
    Broke,
    /// It was refused, and is opened again after a while.
    GaveUp,
    /// Something changed; with the event's id.
    Change(Change, Option<String>),
}

/// An open stream; dropping it closes it.
pub(super) struct Source(Rc<Inner>);

struct Inner {
    tell: Box<dyn Fn(Heard)>,
    open: RefCell<Option<Open>>,
    last: RefCell<Option<String>>,
    reopen: RefCell<Option<Timeout>>,
}

struct Open {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Drop for Open {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Source {
    /// Opens the stream after the event `last`, and tells what happens on it.
    pub(super) fn open(last: Option<String>, tell: impl Fn(Heard) + 'static) -> Self {
        let inner = Rc::new(Inner {
            tell: Box::new(tell),
            open: RefCell::default(),
            last: RefCell::new(last),
            reopen: RefCell::default(),
        });
        inner.open();
        Self(inner)
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.0.reopen.take();
        self.0.open.take();
    }
}

impl Inner {
    fn open(self: &Rc<Self>) {
        // A new stream cannot send a header: the server takes the id from the query too.
        let path = self.last.borrow().as_ref().map_or_else(
            || "/api/events".to_owned(),
            |last| {
                let last = String::from(js_sys::encode_uri_component(last));
                format!("/api/events?lastEventId={last}")
            },
        );
        let Ok(source) = EventSource::new(&path) else {
            return;
        };
        let on = |name: &'static str, act: fn(&Rc<Self>, &web_sys::Event)| {
            let weak = Rc::downgrade(self);
            EventListener::new(&source, name, move |event| {
                if let Some(inner) = weak.upgrade() {
                    act(&inner, event);
                }
            })
        };
        let listeners = [
            on("open", |inner, _| (inner.tell)(Heard::Opened)),
            on("error", |inner, _| inner.broke()),
            on("message", |inner, event| inner.message(event)),
        ];
        *self.open.borrow_mut() = Some(Open {
            source,
            _listeners: listeners,
        });
    }

    fn broke(self: &Rc<Self>) {
        let given_up = self
            .open
            .borrow()
            .as_ref()
            .is_some_and(|open| open.source.ready_state() == EventSource::CLOSED);
        if !given_up {
            return (self.tell)(Heard::Broke);
        }
        (self.tell)(Heard::GaveUp);
        let weak = Rc::downgrade(self);
        *self.reopen.borrow_mut() = Some(Timeout::new(REOPEN_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.open();
            }
        }));
    }

    fn message(&self, event: &web_sys::Event) {
        let Some(event) = event.dyn_ref::<MessageEvent>() else {
            return;
        };
        let id = Some(event.last_event_id()).filter(|id| !id.is_empty());
        if id.is_some() {
            self.last.borrow_mut().clone_from(&id);
        }
        let change = event
            .data()
            .as_string()
            .and_then(|text| serde_json::from_str(&text).ok());
        if let Some(change) = change {
            (self.tell)(Heard::Change(change, id));
        }
    }
}
