//! The server's stream of events, opened again whenever it breaks.

use encaixe_ui::company;
use std::cell::RefCell;
use std::rc::Rc;

use encaixe_api::live::{Change, HEARTBEAT, Heartbeat};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// How long to wait before opening a stream that the browser gave up, in milliseconds.
const REOPEN_MS: u32 = 3_000;

/// What happened on the stream.
pub(super) enum StreamEvent {
    /// It is open.
    Opened,
    /// It broke; the browser opens it again.
    Broke,
    /// It was refused, and is opened again after a while.
    GaveUp,
    /// A heartbeat: the milliseconds to the next one, and the event's id, if it has one.
    Beat(u32, Option<String>),
    /// Something changed; with the event's id.
    Change(Change, Option<String>),
}

/// An open stream; dropping it closes it.
pub(super) struct Source(Rc<Inner>);

struct Inner {
    notify: Box<dyn Fn(StreamEvent)>,
    open: RefCell<Option<Open>>,
    last: RefCell<Option<String>>,
    reopen: RefCell<Option<Timeout>>,
}

struct Open {
    source: EventSource,
    _listeners: [EventListener; 4],
}

impl Drop for Open {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl Source {
    /// Opens the stream after the event `last`, and tells what happens on it.
    pub(super) fn open(last: Option<String>, notify: impl Fn(StreamEvent) + 'static) -> Self {
        let inner = Rc::new(Inner {
            notify: Box::new(notify),
            open: RefCell::default(),
            last: RefCell::new(last),
            reopen: RefCell::default(),
        });
        inner.open();
        Self(inner)
    }

    /// Leaves the connection, which seems dead, for another one.
    pub(super) fn reopen(&self) {
        self.0.open();
    }

    /// Whether the browser holds it for open.
    pub(super) fn is_open(&self) -> bool {
        let open = self.0.open.borrow();
        open.as_ref()
            .is_some_and(|open| open.source.ready_state() == EventSource::OPEN)
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
        self.reopen.take();
        self.open.take();
        // A new stream cannot send a header: the server takes the id from the query too.
        let path = self.last.borrow().as_ref().map_or_else(
            || "/api/events".to_owned(),
            |last| {
                let last = String::from(js_sys::encode_uri_component(last));
                format!("/api/events?lastEventId={last}")
            },
        );
        let Ok(source) = EventSource::new(&company::path(&path)) else {
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
            on("open", |inner, _| (inner.notify)(StreamEvent::Opened)),
            on("error", |inner, _| inner.broke()),
            on("message", |inner, event| inner.message(event)),
            on(HEARTBEAT, |inner, event| inner.beat(event)),
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
            return (self.notify)(StreamEvent::Broke);
        }
        (self.notify)(StreamEvent::GaveUp);
        let weak = Rc::downgrade(self);
        *self.reopen.borrow_mut() = Some(Timeout::new(REOPEN_MS, move || {
            if let Some(inner) = weak.upgrade() {
                inner.open();
            }
        }));
    }

    fn message(&self, event: &web_sys::Event) {
        if let Some((change, id)) = self.read::<Change>(event) {
            (self.notify)(StreamEvent::Change(change, id));
        }
    }

    fn beat(&self, event: &web_sys::Event) {
        if let Some((beat, id)) = self.read::<Heartbeat>(event) {
            (self.notify)(StreamEvent::Beat(beat.every_ms, id));
        }
    }

    /// The event's data and the id of the last event that had one.
    fn read<T: DeserializeOwned>(&self, event: &web_sys::Event) -> Option<(T, Option<String>)> {
        let event = event.dyn_ref::<MessageEvent>()?;
        let id = Some(event.last_event_id()).filter(|id| !id.is_empty());
        if id.is_some() {
            self.last.borrow_mut().clone_from(&id);
        }
        let data = serde_json::from_str(&event.data().as_string()?).ok()?;
        Some((data, id))
    }
}
